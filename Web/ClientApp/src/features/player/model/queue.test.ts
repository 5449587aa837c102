import { describe, expect, it } from 'vitest';
import { trackForTests } from '@/shared/api/trackForTests';
import { numbersFrom } from './numbersFrom';
import type { Queue } from './queue';
import * as queues from './queue';

const tracks = ['a', 'b', 'c', 'd', 'e'].map((id) => trackForTests(id));
const extra = trackForTests('x');

/** "a b *c d": the current one is starred. */
function show(queue: Queue): string {
  return queue.items
    .map(({ track }, index) => (index === queue.current ? '*' : '') + track.track_id)
    .join(' ');
}

function keyOf(queue: Queue, id: string): number {
  return queue.items.find((item) => item.track.track_id === id)?.key ?? -1;
}

describe('queue', () => {
  const queue = queues.startQueue(tracks, 2);

  it('starts where it is told', () => expect(show(queue)).toBe('a b *c d e'));

  it('goes on, back and ends', () => {
    expect(show(queues.next(queue, 'off') ?? queue)).toBe('a b c *d e');
    expect(show(queues.previous(queue, 'off') ?? queue)).toBe('a *b c d e');
    expect(queues.next(queues.startQueue(tracks, 4), 'off')).toBeNull();
    expect(queues.previous(queues.startQueue(tracks, 0), 'off')).toBeNull();
  });

  it('begins again when all repeats', () => {
    expect(queues.next(queues.startQueue(tracks, 4), 'all')?.current).toBe(0);
    expect(queues.previous(queues.startQueue(tracks, 0), 'all')?.current).toBe(4);
  });

  it('puts a track next or last', () => {
    expect(show(queues.insertNext(queue, extra))).toBe('a b *c x d e');
    expect(show(queues.append(queue, extra))).toBe('a b *c d e x');
  });

  it('begins with the first track put into an empty queue', () => {
    expect(show(queues.append(queues.emptyQueue, extra))).toBe('*x');
    expect(show(queues.insertNext(queues.emptyQueue, extra))).toBe('*x');
  });

  it('removes others than the current one', () => {
    expect(show(queues.remove(queue, keyOf(queue, 'a')))).toBe('b *c d e');
    expect(show(queues.remove(queue, keyOf(queue, 'e')))).toBe('a b *c d');
    expect(queues.remove(queue, keyOf(queue, 'c'))).toBe(queue);
  });

  it('moves and keeps what plays', () => {
    expect(show(queues.move(queue, 4, 0))).toBe('e a b *c d');
    expect(show(queues.move(queue, 2, 4))).toBe('a b d e *c');
    expect(queues.move(queue, 0, 9)).toBe(queue);
  });

  it('forgets a deleted track, except while it plays', () => {
    expect(show(queues.forget(queue, 'b'))).toBe('a *c d e');
    expect(show(queues.forget(queue, 'c'))).toBe('a b *c d e');
  });

  it('takes newer facts about a track', () => {
    const changed = queues.refresh(queue, trackForTests('b', { title: 'New' }));
    expect(changed.items[1]?.track.title).toBe('New');
    expect(queues.refresh(queue, extra)).toBe(queue);
  });
});

describe('shuffle', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('keeps all, current first, and can be undone (%i)', (seed) => {
    const queue = queues.startQueue(tracks, 2);
    const mixed = queues.shuffle(queue, numbersFrom(seed));
    expect(mixed.current).toBe(0);
    expect(queues.currentItem(mixed)?.track.track_id).toBe('c');
    expect(mixed.items.map((item) => item.key).toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(show(queues.unshuffle(mixed))).toBe('a b *c d e');
  });

  it('leaves what was put next beside its neighbor when undone', () => {
    const mixed = queues.shuffle(queues.startQueue(tracks, 2), numbersFrom(1));
    expect(show(queues.unshuffle(queues.insertNext(mixed, extra)))).toBe('a b *c x d e');
  });
});
