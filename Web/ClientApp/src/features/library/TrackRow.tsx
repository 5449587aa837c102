import { Pause, Play } from 'lucide-react';
import { Link } from 'wouter';
import type { Track } from '@/shared/api/types';
import { formatCompact } from '@/shared/format/formatCount';
import { formatDuration } from '@/shared/format/formatDuration';
import { usePlayback, useTrackPlayback } from '@/shared/playback/playbackPort';
import { isPlayable } from '@/shared/tracks/isPlayable';
import { Artwork } from '@/shared/ui/Artwork';
import { usePlaysOf } from '@/shared/live/statisticsFeed';
import { LiveBadge } from '@/shared/ui/LiveBadge';
import { TrackMenu } from './TrackMenu';
import styles from './TrackRow.module.css';

interface TrackRowProps {
  readonly track: Track;
  readonly onPlay: () => void;
}

export function TrackRow({ track, onPlay }: TrackRowProps) {
  const state = useTrackPlayback(track.track_id);
  const plays = usePlaysOf(track);
  return (
    <div className={styles['row']} data-current={state !== 'other'}>
      <PlayCover track={track} onPlay={onPlay} />
      <div className={styles['words']}>
        <p className={styles['title']}>
          <Link href={`/t/${track.track_id}`}>{track.title}</Link>
          <LiveBadge trackId={track.track_id} />
        </p>
        <p className={styles['artist']}>
          {track.artist}
          <Preparing track={track} />
        </p>
      </div>
      <span className={styles['plays']} title="Plays">
        {formatCompact(plays)}
        <span> {plays === 1 ? 'play' : 'plays'}</span>
      </span>
      <span className={styles['duration']}>
        {formatDuration(track.duration_ms == null ? null : track.duration_ms / 1000)}
      </span>
      <TrackMenu track={track} />
    </div>
  );
}

function PlayCover({ track, onPlay }: TrackRowProps) {
  const playback = usePlayback();
  const state = useTrackPlayback(track.track_id);
  const isPlaying = state === 'playing';
  const Icon = isPlaying ? Pause : Play;
  return (
    <button
      type="button"
      className={styles['play']}
      aria-label={`${isPlaying ? 'Pause' : 'Play'} ${track.title} by ${track.artist}`}
      disabled={!isPlayable(track)}
      onClick={state === 'other' ? onPlay : () => playback.togglePlay()}
    >
      <Artwork url={track.artwork_small_url} seed={track.title} />
      <span className={styles['overlay']}>
        <Icon size={20} fill="currentColor" aria-hidden />
      </span>
    </button>
  );
}

/** Honest about a track whose rest is still being made. */
function Preparing({ track }: { readonly track: Track }) {
  if (track.status === 'ready') return null;
  return (
    <span className={styles['preparing']}>
      {isPlayable(track) ? 'Being prepared, can already be played' : 'Being prepared'}
    </span>
  );
}
