import { describe, expect, it } from 'vitest';
import { levelFor } from './quality';

const levels = [
  { index: 0, bitrate: 64_000, isLossless: false },
  { index: 1, bitrate: 128_000, isLossless: false },
  { index: 2, bitrate: 256_000, isLossless: false },
  { index: 3, bitrate: 900_000, isLossless: true },
];

describe('levelFor', () => {
  it.each([
    ['the same', { bitrate: 128_000, isLossless: false }, 1],
    ['the closest', { bitrate: 240_000, isLossless: false }, 2],
    ['lossless for lossless, whatever its rate', { bitrate: 300_000, isLossless: true }, 3],
    ['never lossless by itself', { bitrate: 900_000, isLossless: false }, 2],
  ])('chooses %s', (_, choice, index) => expect(levelFor(choice, levels)).toBe(index));

  it('leaves it to the connection', () => {
    expect(levelFor('auto', levels)).toBe(-1);
    expect(levelFor({ bitrate: 1, isLossless: false }, [])).toBe(-1);
  });
});
