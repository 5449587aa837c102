import styles from './TrackListSkeleton.module.css';

export function TrackListSkeleton() {
  return (
    <div role="status">
      <span className="visually-hidden">Loading tracks</span>
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className={styles['row']} aria-hidden>
          <span className={styles['cover']} />
          <span className={styles['line']} />
        </div>
      ))}
    </div>
  );
}
