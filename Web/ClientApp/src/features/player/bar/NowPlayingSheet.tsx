import { ListMusic } from 'lucide-react';
import type { Track } from '@/shared/api/types';
import { Artwork } from '@/shared/ui/Artwork';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
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
  return (
    <Dialog title="Now playing" onClose={onClose}>
      <div className={styles['sheet']}>
        <Artwork className={styles['cover']} url={track.artwork_url} seed={track.title} />
        <div>
          <p className={styles['title']}>{track.title}</p>
          <p className={styles['artist']}>{track.artist}</p>
        </div>
        <Timeline track={track} />
        <Transport isWhole />
        <div className={styles['row']}>
          <VolumeControl />
          <Button onClick={onQueue}>
            <ListMusic size={16} aria-hidden /> Queue
          </Button>
        </div>
        <SoundSettings />
      </div>
    </Dialog>
  );
}
