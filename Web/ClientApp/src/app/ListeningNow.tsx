import { Link } from 'wouter';
import { formatCount } from '@/shared/format/formatCount';
import { useListeningNow } from '@/shared/live/statisticsFeed';
import styles from './Header.module.css';

export function ListeningNow() {
  const listeners = useListeningNow();
  if (listeners === null) return null;
  return (
    <Link href="/statistics" className={styles['live']}>
      {formatCount(listeners)}
      <span>listening now</span>
    </Link>
  );
}
