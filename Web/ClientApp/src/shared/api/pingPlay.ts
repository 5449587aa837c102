import { request } from './request';

export interface Ping {
  readonly track_id: string;
  readonly user_session: string;
  readonly state: 'playing' | 'paused';
  readonly position_seconds: number;
}

/** Says that a session goes on. 410: it has ended and must be opened anew. */
export function pingPlay(ping: Ping): Promise<unknown> {
  return request('/ping', { method: 'POST', body: ping });
}
