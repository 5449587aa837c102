import type { Track } from '@/shared/api/types';
import type { RepeatMode } from '@/shared/settings/settings';

export interface QueueItem {
  /** Tells two entries of one track apart. */
  readonly key: number;
  readonly track: Track;
  /** The place without shuffling; between two neighbours where it was put in later. */
  readonly order: number;
}

export interface Queue {
  readonly items: readonly QueueItem[];
  /** Index of the current item; -1 when the queue is empty. */
  readonly current: number;
  readonly nextKey: number;
}

export const emptyQueue: Queue = { items: [], current: -1, nextKey: 0 };

export function currentItem(queue: Queue): QueueItem | null {
  return queue.items[queue.current] ?? null;
}

/** Replaces the queue by a list and begins at `index`. */
export function startQueue(tracks: readonly Track[], index: number): Queue {
  const items = tracks.map((track, position) => ({ key: position, track, order: position }));
  return { items, current: items.length === 0 ? -1 : index, nextKey: items.length };
}

/** Puts a track right after the current one. */
export function insertNext(queue: Queue, track: Track): Queue {
  const before = queue.items[queue.current]?.order ?? -1;
  const following = queue.items.map((item) => item.order).filter((order) => order > before);
  const after = following.length === 0 ? before + 2 : Math.min(...following);
  return insertAt(queue, queue.current + 1, track, (before + after) / 2);
}

/** Puts a track at the end. */
export function append(queue: Queue, track: Track): Queue {
  const last = Math.max(-1, ...queue.items.map((item) => item.order));
  return insertAt(queue, queue.items.length, track, last + 1);
}

function insertAt(queue: Queue, index: number, track: Track, order: number): Queue {
  const item = { key: queue.nextKey, track, order };
  return {
    items: queue.items.toSpliced(index, 0, item),
    current: queue.current === -1 ? 0 : queue.current,
    nextKey: queue.nextKey + 1,
  };
}

/** Takes an item out; the current one only by `skipTo` something else first. */
export function remove(queue: Queue, key: number): Queue {
  const index = queue.items.findIndex((item) => item.key === key);
  if (index === -1 || index === queue.current) return queue;
  const current = index < queue.current ? queue.current - 1 : queue.current;
  return { ...queue, items: queue.items.toSpliced(index, 1), current };
}

/** Moves an item to another place, which becomes its place without shuffling too. */
export function move(queue: Queue, from: number, to: number): Queue {
  const moved = queue.items[from];
  if (moved === undefined || to < 0 || to >= queue.items.length || from === to) return queue;
  const arranged = queue.items.toSpliced(from, 1).toSpliced(to, 0, moved);
  const playing = queue.items[queue.current];
  const current = arranged.findIndex((item) => item.key === playing?.key);
  return { ...queue, items: arranged.map((item, order) => ({ ...item, order })), current };
}

export function skipTo(queue: Queue, key: number): Queue {
  const index = queue.items.findIndex((item) => item.key === key);
  return index === -1 ? queue : { ...queue, current: index };
}

/** The queue after the current track, or null where it ends. */
export function next(queue: Queue, repeat: RepeatMode): Queue | null {
  if (queue.current + 1 < queue.items.length) return { ...queue, current: queue.current + 1 };
  return repeat === 'all' && queue.items.length > 0 ? { ...queue, current: 0 } : null;
}

export function previous(queue: Queue, repeat: RepeatMode): Queue | null {
  if (queue.current > 0) return { ...queue, current: queue.current - 1 };
  return repeat === 'all' && queue.items.length > 0
    ? { ...queue, current: queue.items.length - 1 }
    : null;
}

/** Mixes all but the current item, which becomes the first. */
export function shuffle(queue: Queue, random: () => number): Queue {
  const playing = currentItem(queue);
  if (playing === null) return queue;
  const rest = queue.items.filter((item) => item !== playing);
  for (let index = rest.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const held = rest[index];
    const swapped = rest[other];
    if (held === undefined || swapped === undefined) continue;
    rest[index] = swapped;
    rest[other] = held;
  }
  return { ...queue, items: [playing, ...rest], current: 0 };
}

export function unshuffle(queue: Queue): Queue {
  const playing = currentItem(queue);
  const items = queue.items.toSorted((one, other) => one.order - other.order);
  return { ...queue, items, current: items.findIndex((item) => item.key === playing?.key) };
}

/** Newer facts about a track, wherever it is in the queue. */
export function refresh(queue: Queue, track: Track): Queue {
  if (!queue.items.some((item) => item.track.track_id === track.track_id)) return queue;
  const items = queue.items.map((item) =>
    item.track.track_id === track.track_id ? { ...item, track } : item,
  );
  return { ...queue, items };
}

/** Takes a deleted track out, except where it is playing now. */
export function forget(queue: Queue, trackId: string): Queue {
  const gone = queue.items.filter((item) => item.track.track_id === trackId);
  return gone.reduce((rest, item) => remove(rest, item.key), queue);
}
