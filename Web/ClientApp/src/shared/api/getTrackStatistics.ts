import { request } from './request';
import type { TrackStatistics } from './types';

export function getTrackStatistics(
  trackId: string,
  signal?: AbortSignal,
): Promise<TrackStatistics> {
  return request(`/stats/tracks/${encodeURIComponent(trackId)}`, { signal });
}
