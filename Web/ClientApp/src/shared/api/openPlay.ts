import { request } from './request';
import type { OpenedPlay } from './types';

/** Opens a listening session for one play of one track. */
export function openPlay(trackId: string, signal?: AbortSignal): Promise<OpenedPlay> {
  return request(`/play/${encodeURIComponent(trackId)}`, { method: 'POST', signal });
}
