import type { SessionRequest } from './types';

/** The same as `stopPlay`, in the only way that outlives the page. */
export function stopPlayOnLeave(stop: SessionRequest): void {
  navigator.sendBeacon('/stop', JSON.stringify(stop));
}
