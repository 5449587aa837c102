import { createStore } from '../state/store';

export interface Toast {
  readonly id: number;
  readonly text: string;
}

export const toasts = createStore<readonly Toast[]>([]);

const shownMs = 4000;
let nextId = 0;

/** A short word at the edge of the page, also for screen readers. */
export function toast(text: string): void {
  const id = nextId++;
  toasts.update((shown) => [...shown.slice(-2), { id, text }]);
  setTimeout(() => toasts.update((shown) => shown.filter((entry) => entry.id !== id)), shownMs);
}
