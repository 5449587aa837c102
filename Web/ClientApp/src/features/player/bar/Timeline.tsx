import type { Track } from '@/shared/api/types';
import { formatDuration } from '@/shared/format/formatDuration';
import { useStore } from '@/shared/state/useStore';
import { timelineOf } from '../model/state';
import { player } from '../player';
import { SeekBar } from './SeekBar';
import styles from './Timeline.module.css';

/** Elapsed time, waveform to seek on, and length of the current track. */
export function Timeline({ track }: { readonly track: Track }) {
  const position = useStore(player.state, (state) => Math.floor(timelineOf(state).position));
  const duration = useStore(player.state, (state) => Math.round(timelineOf(state).duration));
  const isGrowing = useStore(player.state, (state) => timelineOf(state).isGrowing);
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
