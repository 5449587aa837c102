import { useMemo, useState } from 'react';
import type { Resolution } from '@/shared/api/types';
import { useListenersOf, useListeningNow } from '@/shared/live/statisticsFeed';
import { SegmentedControl } from '@/shared/ui/SegmentedControl';
import { SeriesPlot } from './SeriesPlot';
import { SeriesTable } from './SeriesTable';
import { useSeries } from './useSeries';
import { withListenersNow } from './withListenersNow';
import styles from './SeriesPanel.module.css';

interface Period {
  readonly value: Resolution;
  readonly label: string;
  readonly points: number;
}

const lastHour: Period = { value: 'minute', label: 'Hour', points: 60 };

const periods: readonly Period[] = [
  lastHour,
  { value: 'hour', label: 'Week', points: 168 },
  { value: 'day', label: '90 days', points: 90 },
];

/** Listeners and plays over time, of one track or (`trackId` null) of all. */
export function SeriesPanel({ trackId }: { readonly trackId: string | null }) {
  const [period, setPeriod] = useState(lastHour);
  const { series: past, problem } = useSeries(trackId, period.value, period.points);
  const everybody = useListeningNow() ?? 0;
  const ofTrack = useListenersOf(trackId ?? '');
  const listeners = trackId === null ? everybody : ofTrack;
  const series = useMemo(
    () => (past === null ? null : withListenersNow(past, listeners)),
    [past, listeners],
  );
  return (
    <section aria-labelledby="series-title">
      <header className={styles['header']}>
        <h2 id="series-title">Over time</h2>
        <SegmentedControl
          label="Time shown"
          options={periods}
          value={period.value}
          onChange={(value) =>
            setPeriod(periods.find((candidate) => candidate.value === value) ?? lastHour)
          }
        />
      </header>
      {problem !== null && <p role="alert">{problem}</p>}
      <div className={styles['plots']}>
        <SeriesPlot title="Listeners at once" field="listeners" series={series} />
        <SeriesPlot title="Plays" field="plays" series={series} />
      </div>
      {series !== null && <SeriesTable series={series} />}
    </section>
  );
}
