import { useStore } from '@/shared/state/useStore';
import { statisticsFeed } from '@/shared/live/statisticsFeed';
import { RollingNumber } from './RollingNumber';
import styles from './LiveFigures.module.css';

/** Listeners at this moment and the most there were today. */
export function LiveFigures() {
  const latest = useStore(statisticsFeed, (state) => state.latest);
  const status = useStore(statisticsFeed, (state) => state.status);
  return (
    <section className={styles['figures']} aria-label="Listening now">
      <p className={styles['now']}>
        <RollingNumber value={latest?.listening_now ?? null} />
        <span>listening now</span>
      </p>
      <p className={styles['peak']}>
        {latest === null ? (
          <span>{status === 'waiting' ? 'Waiting for the connection…' : 'Connecting…'}</span>
        ) : (
          <>
            {status !== 'live' && <span>Reconnecting. </span>}
            Most today: <RollingNumber value={latest.peak_today} />
          </>
        )}
      </p>
    </section>
  );
}
