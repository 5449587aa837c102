import { request } from './request';
import type { TrackPage } from './types';

/** 'usual': the newest first, or of a search what matches best. */
export type TrackSort = 'usual' | 'title' | 'plays';

export interface TrackQuery {
  readonly search: string;
  readonly sort: TrackSort;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of the tracks that can be played, among them those that are still being prepared. */
export function listTracks(query: TrackQuery, signal?: AbortSignal): Promise<TrackPage> {
  const parameters = new URLSearchParams({
    status: 'playable',
    limit: String(query.limit),
  });
  if (query.sort !== 'usual') parameters.set('sort', query.sort);
  if (query.search !== '') parameters.set('q', query.search);
  if (query.cursor !== undefined) parameters.set('cursor', query.cursor);
  return request(`/tracks?${parameters}`, { signal });
}
