import { request } from './request';
import type { Track } from './types';

export function getTrack(trackId: string, signal?: AbortSignal): Promise<Track> {
  return request(`/tracks/${encodeURIComponent(trackId)}`, { signal });
}
