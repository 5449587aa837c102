import { expect, it } from 'vitest';
import { parseSettings } from './settings';

it('has defaults', () => {
  expect(parseSettings(null)).toMatchObject({ theme: 'system', volume: 0.8, repeat: 'off' });
});

it('takes what it understands and leaves the rest', () => {
  const text = JSON.stringify({ theme: 'dark', volume: 7, repeat: 'sometimes', session: 'abc' });
  expect(parseSettings(text)).toEqual({
    theme: 'dark',
    volume: 1,
    muted: false,
    normalize: true,
    repeat: 'off',
    shuffle: false,
  });
});
