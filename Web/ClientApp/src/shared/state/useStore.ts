import { useSyncExternalStore } from 'react';
import type { Watchable } from './store';

/** The part of a store that `select` picks; it must return the same value for the same state. */
export function useStore<T, S>(store: Watchable<T>, select: (state: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
