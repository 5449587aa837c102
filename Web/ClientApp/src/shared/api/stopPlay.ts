import { request } from './request';
import type { SessionRequest } from './types';

export function stopPlay(stop: SessionRequest): Promise<unknown> {
  return request('/stop', { method: 'POST', body: stop, keepalive: true });
}
