import { useEffect, useState } from 'react';
import { getTrackStatistics } from '@/shared/api/getTrackStatistics';
import type { TrackStatistics } from '@/shared/api/types';
import { statisticsFeed, useListenersOf } from '@/shared/live/statisticsFeed';
import { RollingNumber } from './RollingNumber';
import styles from './TrackFigures.module.css';

const shortestPauseMs = 3000;
/** Above this, hours say more than minutes. */
const minutesShown = 180;

/** What is known of how one track is heard. */
export function TrackFigures({ trackId }: { readonly trackId: string }) {
  const figures = useFigures(trackId);
  const listeners = useListenersOf(trackId);
  return (
    <dl className={styles['figures']}>
      <Figure label="Listening now" value={listeners} />
      <Figure label="Plays" value={figures?.total_plays ?? null} />
      <Figure label="Last 24 hours" value={figures?.last_24h ?? null} />
      <Figure label="Last 7 days" value={figures?.last_7d ?? null} />
      <TimeListened seconds={figures?.listened_seconds ?? null} />
    </dl>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <RollingNumber value={value} />
      </dd>
    </div>
  );
}

function TimeListened({ seconds }: { readonly seconds: number | null }) {
  const minutes = seconds === null ? null : Math.floor(seconds / 60);
  return minutes === null || minutes < minutesShown ? (
    <Figure label="Minutes listened" value={minutes} />
  ) : (
    <Figure label="Hours listened" value={Math.floor(minutes / 60)} />
  );
}

/** Asked for anew whenever the live stream says that something has changed. */
function useFigures(trackId: string): TrackStatistics | null {
  const [figures, setFigures] = useState<TrackStatistics | null>(null);
  useEffect(() => {
    const canceled = new AbortController();
    let askedAt = 0;
    const ask = (): void => {
      askedAt = Date.now();
      getTrackStatistics(trackId, canceled.signal)
        .then(setFigures)
        // The last known figures stay; the next change asks again.
        .catch(() => undefined);
    };
    ask();
    const stop = statisticsFeed.subscribe(() => {
      if (Date.now() - askedAt >= shortestPauseMs) ask();
    });
    return () => {
      canceled.abort();
      stop();
    };
  }, [trackId]);
  return figures;
}
