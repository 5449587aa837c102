import { plural } from '../format/formatCount';
import { useListenersOf } from '../live/statisticsFeed';
import styles from './LiveBadge.module.css';

/** How many listen to a track at this moment; nothing when nobody does. */
export function LiveBadge({ trackId }: { readonly trackId: string }) {
  const listeners = useListenersOf(trackId);
  if (listeners === 0) return null;
  return (
    <span className={styles['badge']} title={`${plural(listeners, 'listener')} now`}>
      <span className={styles['dot']} aria-hidden />
      {listeners}
      <span className="visually-hidden"> listening now</span>
    </span>
  );
}
