import { expect, it } from 'vitest';
import { resample } from './resample';

it('keeps the highest peak of every stretch', () => {
  expect(resample([1, 9, 2, 3, 7, 4], 3)).toEqual([9, 3, 7]);
});

it('repeats where there are fewer peaks than bars', () => {
  expect(resample([5, 8], 4)).toEqual([5, 5, 8, 8]);
});

it('has nothing to show of nothing', () => {
  expect(resample([], 4)).toEqual([]);
  expect(resample([1], 0)).toEqual([]);
});
