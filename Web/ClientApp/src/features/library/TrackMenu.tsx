import { CodeXml, Download, Ellipsis, Link2, ListEnd, ListStart } from 'lucide-react';
import type { Track } from '@/shared/api/types';
import { usePlayback } from '@/shared/playback/playbackPort';
import { copyEmbedCode } from '@/shared/share/copyEmbedCode';
import { downloadTrack } from '@/shared/share/downloadTrack';
import { shareTrack } from '@/shared/share/shareTrack';
import { MenuItem } from '@/shared/ui/MenuItem';
import { Popover } from '@/shared/ui/Popover';

export function TrackMenu({ track }: { readonly track: Track }) {
  const playback = usePlayback();
  return (
    <Popover icon={Ellipsis} label={`More for ${track.title}`}>
      {(close) => {
        const then = (run: () => unknown) => () => {
          close();
          run();
        };
        return (
          <>
            <MenuItem
              icon={ListStart}
              label="Play next"
              onSelect={then(() => playback.playNext(track))}
            />
            <MenuItem
              icon={ListEnd}
              label="Add to queue"
              onSelect={then(() => playback.enqueue(track))}
            />
            <MenuItem icon={Link2} label="Share" onSelect={then(() => shareTrack(track))} />
            <MenuItem
              icon={CodeXml}
              label="Copy embed code"
              onSelect={then(() => copyEmbedCode(track))}
            />
            <MenuItem
              icon={Download}
              label="Download original"
              onSelect={then(() => downloadTrack(track))}
            />
          </>
        );
      }}
    </Popover>
  );
}
