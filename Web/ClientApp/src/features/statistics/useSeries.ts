import { useEffect, useState } from 'react';
import { ApiError } from '@/shared/api/apiError';
import { getSeries } from '@/shared/api/getSeries';
import type { Resolution, Series } from '@/shared/api/types';
import { statisticsFeed } from '@/shared/live/statisticsFeed';

interface SeriesState {
  readonly series: Series | null;
  readonly problem: string | null;
}

/** A stream event asks for newer points, but not more often than this. */
const shortestPauseMs = 10_000;

export function useSeries(
  trackId: string | null,
  resolution: Resolution,
  points: number,
): SeriesState {
  const [state, setState] = useState<SeriesState>({ series: null, problem: null });

  useEffect(() => {
    const canceled = new AbortController();
    let askedAt = 0;
    const ask = async (): Promise<void> => {
      askedAt = Date.now();
      try {
        const series = await getSeries(trackId, resolution, points, canceled.signal);
        if (!canceled.signal.aborted) setState({ series, problem: null });
      } catch (failure) {
        if (canceled.signal.aborted) return;
        const problem = failure instanceof ApiError ? failure.message : String(failure);
        setState((known) => ({ ...known, problem }));
      }
    };
    void ask();
    const stop = statisticsFeed.subscribe(() => {
      if (Date.now() - askedAt >= shortestPauseMs) void ask();
    });
    return () => {
      canceled.abort();
      stop();
    };
  }, [trackId, resolution, points]);

  return state;
}
