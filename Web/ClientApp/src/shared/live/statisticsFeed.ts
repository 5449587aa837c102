import type { ChartItem, ChartName, LiveStatistics } from '../api/types';
import { createStore } from '../state/store';
import { useStore } from '../state/useStore';
import type { StreamStatus } from './eventStream';
import { EventStream } from './eventStream';

interface StatisticsState {
  readonly status: StreamStatus;
  readonly latest: LiveStatistics | null;
  readonly listeners: ReadonlyMap<string, number>;
}

/** What `/stats/stream` last said. */
export const statisticsFeed = createStore<StatisticsState>({
  status: 'closed',
  latest: null,
  listeners: new Map(),
});

const stream = new EventStream({
  url: '/stats/stream',
  events: { stats: (data) => receive(data as LiveStatistics) },
  onStatus: (status) => statisticsFeed.update((state) => ({ ...state, status })),
});

export function openStatisticsFeed(): () => void {
  stream.open();
  return () => stream.close();
}

function receive(latest: LiveStatistics): void {
  statisticsFeed.update((state) => ({
    ...state,
    latest,
    listeners: new Map(latest.live.map((entry) => [entry.track_id, entry.online_now])),
  }));
}

export function useListenersOf(trackId: string): number {
  return useStore(statisticsFeed, (state) => state.listeners.get(trackId) ?? 0);
}

/** null: not known yet. */
export function useListeningNow(): number | null {
  return useStore(statisticsFeed, (state) => state.latest?.listening_now ?? null);
}

export function useChart(chart: ChartName): readonly ChartItem[] | null {
  return useStore(statisticsFeed, (state) =>
    state.latest === null ? null : state.latest.charts[chart],
  );
}
