import { useState } from 'react';
import type { ChartName } from '@/shared/api/types';
import { SegmentedControl } from '@/shared/ui/SegmentedControl';
import { ChartList } from './ChartList';
import { chartNames } from './chartNames';
import { LiveFigures } from './LiveFigures';
import styles from './LivePanel.module.css';

const periods = chartNames.map(({ name, short }) => ({ value: name, label: short }));

/** Who listens now and what was played most, live. */
export function LivePanel() {
  const [chart, setChart] = useState<ChartName>('24h');
  return (
    <div className={styles['panel']}>
      <LiveFigures />
      <section aria-labelledby="charts-title">
        <h2 id="charts-title">Top tracks</h2>
        <SegmentedControl label="Period" options={periods} value={chart} onChange={setChart} />
        <ChartList chart={chart} />
      </section>
    </div>
  );
}
