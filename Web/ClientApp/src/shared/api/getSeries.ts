import { request } from './request';
import type { Resolution, Series } from './types';

/** Listeners and plays over time, of everything or of one track. */
export function getSeries(
  trackId: string | null,
  resolution: Resolution,
  points: number,
  signal?: AbortSignal,
): Promise<Series> {
  const scope = trackId === null ? '/stats' : `/stats/tracks/${encodeURIComponent(trackId)}`;
  return request(`${scope}/series?resolution=${resolution}&points=${points}`, { signal });
}
