import { ApiError } from '@/shared/api/apiError';
import type { TrackSort } from '@/shared/api/listTracks';
import { listTracks } from '@/shared/api/listTracks';
import type { Track, TrackPage } from '@/shared/api/types';
import { createStore } from '@/shared/state/store';

export interface LibraryState {
  readonly search: string;
  readonly sort: TrackSort;
  readonly tracks: readonly Track[];
  readonly total: number;
  readonly cursor: string | undefined;
  readonly phase: 'loading' | 'loadingMore' | 'complete' | 'partial' | 'failed';
  readonly problem: string | null;
}

const pageSize = 200;

export const library = createStore<LibraryState>({
  search: '',
  sort: 'usual',
  tracks: [],
  total: 0,
  cursor: undefined,
  phase: 'loading',
  problem: null,
});

let latest = new AbortController();

/** Loads the first page for a search and an order; an older answer can never win. */
export async function loadLibrary(search: string, sort: TrackSort): Promise<void> {
  library.update((state) => ({ ...state, search, sort, phase: 'loading', problem: null }));
  await load(undefined, () => []);
}

export async function loadMore(): Promise<void> {
  const { phase, cursor, tracks } = library.get();
  if (phase !== 'partial' || cursor === undefined) return;
  library.update((state) => ({ ...state, phase: 'loadingMore' }));
  await load(cursor, () => tracks);
}

/** Tries again what failed. */
export function reload(): Promise<void> {
  const { search, sort } = library.get();
  return loadLibrary(search, sort);
}

async function load(
  cursor: string | undefined,
  before: () => readonly Track[],
): Promise<void> {
  latest.abort();
  const current = new AbortController();
  latest = current;
  const { search, sort } = library.get();
  try {
    const page = await listTracks({ search, sort, limit: pageSize, cursor }, current.signal);
    if (!current.signal.aborted) take(page, before());
  } catch (failure) {
    if (current.signal.aborted) return;
    const problem = failure instanceof ApiError ? failure.message : String(failure);
    library.update((state) => ({ ...state, phase: 'failed', problem }));
  }
}

function take(page: TrackPage, before: readonly Track[]): void {
  const known = new Set(before.map((track) => track.track_id));
  const added = page.items.filter((track) => !known.has(track.track_id));
  const cursor = page.next_cursor ?? undefined;
  library.update((state) => ({
    ...state,
    tracks: [...before, ...added],
    total: page.total,
    cursor,
    phase: cursor === undefined ? 'complete' : 'partial',
  }));
}
