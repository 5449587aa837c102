import { request } from './request';

export interface Stop {
  readonly track_id: string;
  readonly user_session: string;
  readonly position_seconds: number;
}

export function stopPlay(stop: Stop): Promise<unknown> {
  return request('/stop', { method: 'POST', body: stop, keepalive: true });
}
