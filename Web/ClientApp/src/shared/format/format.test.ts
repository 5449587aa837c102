import { expect, it } from 'vitest';
import { formatBytes } from './formatBytes';
import { formatCompact, plural } from './formatCount';
import { formatDuration, spokenDuration } from './formatDuration';

it.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [187, '3:07'],
  [3729, '1:02:09'],
  [null, '–:––'],
  [Number.NaN, '–:––'],
  [Number.POSITIVE_INFINITY, '–:––'],
])('writes %s seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

it.each([
  [0, '0 seconds'],
  [61, '1 minute 1 second'],
  [120, '2 minutes'],
])('speaks %i seconds as %s', (seconds, text) => expect(spokenDuration(seconds)).toBe(text));

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [12_345_678, '12.3 MB'],
  [123_456, '123 kB'],
  [5e12, '5.0 TB'],
])('writes %i bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it('counts in words', () => {
  expect(plural(1, 'play')).toBe('1 play');
  expect(plural(1200, 'play')).toBe('1,200 plays');
  expect(formatCompact(1250)).toBe('1.3K');
});
