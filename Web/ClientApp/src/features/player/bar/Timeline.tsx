import type { Track } from '@/shared/api/types';
import { formatDuration } from '@/shared/format/formatDuration';
import { useStore } from '@/shared/state/useStore';
import { player } from '../playerInstance';
import { SeekBar } from './SeekBar';
import styles from './Timeline.module.css';

/** Elapsed time, waveform to seek on, and length of the current track. */
export function Timeline({ track }: { readonly track: Track }) {
  const position = useStore(player.timeline, (line) => Math.floor(line.position));
  const duration = useStore(player.timeline, (line) => Math.round(line.duration));
  const isGrowing = useStore(player.timeline, (line) => line.isGrowing);
  return (
    <div className={styles['timeline']}>
      <span className={styles['time']}>{formatDuration(position)}</span>
      <SeekBar waveformUrl={track.waveform_url ?? null} />
      <span className={styles['time']} title={isGrowing ? 'Still being prepared' : undefined}>
        {formatDuration(duration)}
        {isGrowing && '+'}
      </span>
    </div>
  );
}
