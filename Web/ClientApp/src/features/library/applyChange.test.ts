import { describe, expect, it } from 'vitest';
import { trackForTests } from '@/shared/api/trackForTests';
import { applyDeletion, applyTrack } from './applyChange';
import type { LibraryState } from './library';

const state: LibraryState = {
  search: '',
  sort: 'usual',
  tracks: [trackForTests('b'), trackForTests('a')],
  total: 5,
  cursor: 'next',
  phase: 'partial',
  problem: null,
};

const preparing = (id: string, playlist: string | null) =>
  trackForTests(id, { status: 'processing', playlist_url: playlist });

const idsOf = (library: LibraryState) => library.tracks.map((track) => track.track_id);

describe('applyTrack', () => {
  it('puts a new track on top of the newest', () => {
    const changed = applyTrack(state, trackForTests('c'));
    expect(idsOf(changed)).toEqual(['c', 'b', 'a']);
    expect(changed.total).toBe(6);
  });

  it('shows a track as soon as its beginning can be played', () => {
    expect(idsOf(applyTrack(state, preparing('c', '/media/c/1/master.m3u8')))).toEqual([
      'c',
      'b',
      'a',
    ]);
  });

  it.each([
    ['it cannot be played yet', state, preparing('c', null)],
    ['it may belong elsewhere', { ...state, sort: 'title' } as const, trackForTests('c')],
    ['it may not be what is searched for', { ...state, search: 'x' }, trackForTests('c')],
  ])('leaves the list as it is when %s', (_, before, track) => {
    expect(applyTrack(before, track)).toBe(before);
  });

  it('changes a track in its place', () => {
    const changed = applyTrack(state, trackForTests('a', { title: 'New' }));
    expect(idsOf(changed)).toEqual(['b', 'a']);
    expect(changed.tracks[1]?.title).toBe('New');
  });

  it('takes out a track that failed', () => {
    expect(idsOf(applyTrack(state, trackForTests('a', { status: 'failed' })))).toEqual(['b']);
  });
});

describe('applyDeletion', () => {
  it('takes the track out and counts it off', () => {
    const changed = applyDeletion(state, 'b');
    expect(idsOf(changed)).toEqual(['a']);
    expect(changed.total).toBe(4);
  });

  it('changes nothing for a track that is not shown', () => {
    expect(applyDeletion(state, 'zzz')).toBe(state);
  });
});
