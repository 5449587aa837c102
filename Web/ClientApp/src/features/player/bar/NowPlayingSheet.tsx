import { ListMusic, Repeat as RepeatIcon, Repeat1, Shuffle } from 'lucide-react';
import type { Track } from '@/shared/api/types';
import { changeSettings, settings } from '@/shared/settings/settings';
import { useStore } from '@/shared/state/useStore';
import { Artwork } from '@/shared/ui/Artwork';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { player } from '../playerInstance';
import { SoundSettings } from './QualityMenu';
import { Timeline } from './Timeline';
import { Transport } from './Transport';
import { VolumeControl } from './VolumeControl';
import styles from './NowPlayingSheet.module.css';

interface NowPlayingSheetProps {
  readonly track: Track;
  readonly onClose: () => void;
  readonly onQueue: () => void;
}

/** The whole player on a small screen. */
export function NowPlayingSheet({ track, onClose, onQueue }: NowPlayingSheetProps) {
  const { repeat, shuffle } = useStore(settings, (state) => state);
  const Repeat = repeat === 'one' ? Repeat1 : RepeatIcon;
  return (
    <Dialog title="Now playing" onClose={onClose}>
      <div className={styles['sheet']}>
        <Artwork className={styles['cover']} url={track.artwork_url} seed={track.title} />
        <div>
          <p className={styles['title']}>{track.title}</p>
          <p className={styles['artist']}>{track.artist}</p>
        </div>
        <Timeline track={track} />
        <Transport />
        <div className={styles['row']}>
          <Button aria-pressed={shuffle} onClick={() => player.setShuffle(!shuffle)}>
            <Shuffle size={16} aria-hidden /> {shuffle ? 'Shuffled' : 'Shuffle'}
          </Button>
          <Button
            onClick={() =>
              changeSettings({
                repeat: ({ off: 'all', all: 'one', one: 'off' } as const)[repeat],
              })
            }
          >
            <Repeat size={16} aria-hidden />
            {{ off: 'No repeat', all: 'Repeat all', one: 'Repeat one' }[repeat]}
          </Button>
          <Button onClick={onQueue}>
            <ListMusic size={16} aria-hidden /> Queue
          </Button>
        </div>
        <VolumeControl />
        <SoundSettings />
      </div>
    </Dialog>
  );
}
