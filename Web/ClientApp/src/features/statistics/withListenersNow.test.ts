import { expect, it } from 'vitest';
import type { Series } from '@/shared/api/types';
import { withListenersNow } from './withListenersNow';

const series = (...listeners: number[]): Series => ({
  resolution: 'minute',
  points: listeners.map((count, minute) => ({
    at: `2026-01-01T00:0${minute}:00Z`,
    plays: 0,
    starts: 0,
    listened_seconds: 0,
    listeners: count,
  })),
});

it('raises the newest point to what is listened to now', () => {
  expect(withListenersNow(series(3, 0), 2)).toEqual(series(3, 2));
});

it('keeps a peak that is past', () => {
  const before = series(3, 5);
  expect(withListenersNow(before, 2)).toBe(before);
});

it('has nothing to raise in an empty series', () => {
  expect(withListenersNow(series(), 2)).toEqual(series());
});
