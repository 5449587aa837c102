import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { chartNames } from './chartNames';
import { ChartList } from './ChartList';
import { LiveFigures } from './LiveFigures';
import styles from './StatisticsPage.module.css';

const SeriesPanel = lazy(async () => ({ default: (await import('./SeriesPanel')).SeriesPanel }));

export function StatisticsPage() {
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <div>
          <h1>Statistics</h1>
          <p>
            Live, to the last listener. <Link href="/methodology">How we count</Link>
          </p>
        </div>
        <LiveFigures />
      </header>
      <div className={styles['card']}>
        <Suspense fallback={<div className={styles['loading']} />}>
          <SeriesPanel trackId={null} />
        </Suspense>
      </div>
      <div className={styles['charts']}>
        {chartNames.map(({ name, title }) => (
          <section key={name} className={styles['card']} aria-label={title}>
            <h2>{title}</h2>
            <ChartList chart={name} />
          </section>
        ))}
      </div>
    </div>
  );
}
