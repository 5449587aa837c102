import type { Series } from '@/shared/api/types';

/**
 * The newest bucket is still open: its peak is at least what is listened to now, also where
 * nobody has come or gone since it began.
 */
export function withListenersNow(series: Series, listeners: number): Series {
  const newest = series.points.at(-1);
  if (newest === undefined || newest.listeners >= listeners) return series;
  return { ...series, points: series.points.with(-1, { ...newest, listeners }) };
}
