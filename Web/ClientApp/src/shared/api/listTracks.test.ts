import { afterEach, expect, it, vi } from 'vitest';
import type { TrackQuery } from './listTracks';
import { listTracks } from './listTracks';

afterEach(() => vi.unstubAllGlobals());

it.each<[string, Partial<TrackQuery>, string]>([
  ['all', {}, 'status=playable&limit=50'],
  ['what matches best', { search: 'long rd' }, 'status=playable&limit=50&q=long+rd'],
  ['by title', { sort: 'title' }, 'status=playable&limit=50&sort=title'],
  ['what follows', { cursor: 'c=' }, 'status=playable&limit=50&cursor=c%3D'],
])('asks for %s', async (_, changes, asked) => {
  const fetched = vi.fn(() => Promise.resolve(Response.json({ items: [], total: 0 })));
  vi.stubGlobal('fetch', fetched);
  await listTracks({ search: '', sort: 'usual', limit: 50, ...changes });
  expect(fetched).toHaveBeenCalledWith(`/tracks?${asked}`, expect.anything());
});
