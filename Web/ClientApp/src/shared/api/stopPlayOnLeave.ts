import type { Stop } from './stopPlay';

/** The same as `stopPlay`, in the only way that outlives the page. */
export function stopPlayOnLeave(stop: Stop): void {
  navigator.sendBeacon('/stop', JSON.stringify(stop));
}
