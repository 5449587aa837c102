import { request } from './request';
import type { SessionRequest } from './types';

/** Says that a session goes on. 410: it has ended and must be opened anew. */
export function pingPlay(ping: SessionRequest): Promise<unknown> {
  return request('/ping', { method: 'POST', body: ping });
}
