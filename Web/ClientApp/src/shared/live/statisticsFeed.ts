import type { ChartItem, ChartName, LiveStatistics, Track } from '../api/types';
import { createStore } from '../state/store';
import { useStore } from '../state/useStore';
import { eventHandler } from './eventHandler';
import { isLiveStatistics } from './eventShapes';
import type { StreamStatus } from './eventStream';
import { EventStream } from './eventStream';

interface StatisticsState {
  readonly status: StreamStatus;
  readonly latest: LiveStatistics | null;
  readonly listeners: ReadonlyMap<string, number>;
  /** Total plays of every track that was mentioned so far; they never get fewer. */
  readonly plays: ReadonlyMap<string, number>;
}

/** What `/stats/stream` last said. */
export const statisticsFeed = createStore<StatisticsState>({
  status: 'closed',
  latest: null,
  listeners: new Map(),
  plays: new Map(),
});

const stream = new EventStream({
  url: '/stats/stream',
  events: { stats: eventHandler(isLiveStatistics, receive) },
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
    plays: mentionedPlays(state.plays, latest),
  }));
}

function mentionedPlays(
  known: ReadonlyMap<string, number>,
  { live, charts }: LiveStatistics,
): ReadonlyMap<string, number> {
  const mentioned = [...live, ...Object.values(charts).flat()];
  return new Map([
    ...known,
    ...mentioned.map((entry) => [entry.track_id, entry.total_plays] as const),
  ]);
}

/** A track's plays: what the catalog knew when it was asked, or what was heard of since. */
export function usePlaysOf(track: Pick<Track, 'track_id' | 'plays'>): number {
  const heard = useStore(statisticsFeed, (state) => state.plays.get(track.track_id) ?? 0);
  return Math.max(track.plays, heard);
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
