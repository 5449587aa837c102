import { useState } from 'react';
import type { ChartName } from '@/shared/api/types';
import { ChartList } from './ChartList';
import { LiveFigures } from './LiveFigures';
import styles from './LivePanel.module.css';

export const chartNames: readonly (readonly [ChartName, string])[] = [
  ['24h', '24 h'],
  ['7d', '7 days'],
  ['all', 'All time'],
  ['trending', 'Trending'],
];

/** Who listens now and what was played most, live. */
export function LivePanel() {
  const [chart, setChart] = useState<ChartName>('24h');
  return (
    <div className={styles['panel']}>
      <LiveFigures />
      <section aria-labelledby="charts-title">
        <h2 id="charts-title">Top tracks</h2>
        <div className={styles['tabs']} role="group" aria-label="Period">
          {chartNames.map(([name, label]) => (
            <button
              key={name}
              type="button"
              aria-pressed={chart === name}
              onClick={() => setChart(name)}
            >
              {label}
            </button>
          ))}
        </div>
        <ChartList chart={chart} />
      </section>
    </div>
  );
}
