import { describe, expect, it } from 'vitest';
import { trackForTests } from '@/shared/api/trackForTests';
import type { Happening } from './events';
import { loaded, on, outcome, playing, prepared, settingsWith, tracks, urlOf } from './forTests';
import { emptyDeck, initialState } from './state';
import type { State } from './state';
import { currentTrack } from './state';

const idle = initialState(settingsWith());
const extra = trackForTests('w');
const ended: State = { ...playing, phase: { name: 'ended' }, session: null };
const last: State = { ...playing, queue: { ...playing.queue, current: 2 } };
const early: State = { ...playing, decks: { ...playing.decks, a: loaded('y', 2) } };

function repeating(state: State, repeat: 'all' | 'one'): State {
  return { ...state, settings: settingsWith({ repeat }) };
}

type Row = readonly [
  what: string,
  before: State,
  happening: Happening,
  phase: string,
  track: string | undefined,
  effects: readonly string[],
];

const anew = ['beatIn never', 'stop s1 at 50', 'unload a', 'volume a 1.00'];

const rows: readonly Row[] = [
  ['a list starts where it is told',
    idle, { type: 'playList', tracks, index: 2 }, 'loading', 'z', ['volume a 1.00', 'open z']],
  ['an empty list starts nothing',
    idle, { type: 'playList', tracks: [], index: 0 }, 'idle', undefined, []],
  ['a list replaces what plays',
    playing, { type: 'playList', tracks, index: 0 }, 'loading', 'x', [...anew, 'open x']],

  ['play and pause are told to deck and service',
    playing, { type: 'pause' }, 'paused', 'y', ['pause a', 'ping s1 paused']],
  ['play goes on',
    { ...playing, phase: { name: 'paused' } }, { type: 'play' }, 'waiting', 'y', ['play a']],
  ['toggle pauses', playing, { type: 'toggle' }, 'paused', 'y', ['pause a', 'ping s1 paused']],
  ['toggle plays', { ...playing, phase: { name: 'blocked' } }, { type: 'toggle' },
    'waiting', 'y', ['play a']],
  ['a failed track is tried again', { ...playing, phase: { name: 'failed', reason: '' } },
    { type: 'play' }, 'loading', 'y', [...anew, 'open y']],
  ['an ended one begins anew, as a play of its own',
    ended, { type: 'play' }, 'waiting', 'y', ['seek a 0', 'open y', 'play a']],

  ['next', playing, { type: 'next' }, 'loading', 'z', [...anew, 'open z']],
  ['next at the end', last, { type: 'next' }, 'playing', 'z', []],
  ['next at the end of a queue that repeats',
    repeating(last, 'all'), { type: 'next' }, 'loading', 'x', [...anew, 'open x']],
  ['next to a prepared track sounds at once', prepared, { type: 'next' }, 'loading', 'z',
    ['beatIn never', 'stop s1 at 90', 'pause a', 'unload a', 'volume b 1.00', 'play b', 'open z']],
  ['previous begins anew what has played for a while',
    playing, { type: 'previous' }, 'playing', 'y', ['seek a 0']],
  ['previous near the beginning', early, { type: 'previous' }, 'loading', 'x',
    ['beatIn never', 'stop s1 at 2', 'unload a', 'volume a 1.00', 'open x']],
  ['previous leaves no other track ready',
    { ...prepared, decks: { ...prepared.decks, a: loaded('y', 1) } }, { type: 'previous' },
    'loading', 'x',
    ['beatIn never', 'stop s1 at 1', 'unload b', 'unload a', 'volume a 1.00', 'open x']],

  ['seek', playing, { type: 'seek', seconds: 7 }, 'playing', 'y', ['seek a 7']],
  ['seek by', playing, { type: 'seekBy', seconds: -5 }, 'playing', 'y', ['seek a 45']],

  ['the end hands over to the next', playing, on('a', { type: 'ended' }),
    'loading', 'z', [...anew, 'open z']],
  ['the end of the queue', last, on('a', { type: 'ended' }),
    'ended', 'z', ['beatIn never', 'stop s1 at 50']],
  ['the end of a track that repeats', repeating(playing, 'one'), on('a', { type: 'ended' }),
    'loading', 'y', [...anew, 'open y']],

  ['skip to', playing, { type: 'skipTo', key: 0 }, 'loading', 'x', [...anew, 'open x']],
  ['a first track starts',
    idle, { type: 'enqueue', track: extra }, 'loading', 'w', ['volume a 1.00', 'open w']],
  ['a further one waits', playing, { type: 'enqueue', track: extra }, 'playing', 'y', []],
  ['another next track takes the place of the prepared one',
    prepared, { type: 'playNext', track: extra }, 'playing', 'y', ['unload b']],
  ['what is put last leaves it ready',
    prepared, { type: 'enqueue', track: extra }, 'playing', 'y', []],
  ['a removed next track is not ready any more',
    prepared, { type: 'remove', key: 2 }, 'playing', 'y', ['unload b']],
  ['nor one that was moved away',
    prepared, { type: 'move', from: 2, to: 0 }, 'playing', 'y', ['unload b']],
  ['nor a deleted one',
    prepared, { type: 'trackDeleted', trackId: 'z' }, 'playing', 'y', ['unload b']],
  ['nor one whose files have moved', prepared,
    { type: 'trackChanged', track: trackForTests('z', { playlist_url: '/media/z/2/m' }) },
    'playing', 'y', ['unload b']],
  ['other news of it change nothing', prepared,
    { type: 'trackChanged', track: trackForTests('z', { title: 'New' }) }, 'playing', 'y', []],
  ['nor does what plays vanish',
    playing, { type: 'trackDeleted', trackId: 'y' }, 'playing', 'y', []],

  ['repeating one leaves nothing else ready', prepared,
    { type: 'settings', settings: settingsWith({ repeat: 'one' }) },
    'playing', 'y', ['volume a 1.00', 'unload b']],
  ['the volume', playing, { type: 'settings', settings: settingsWith({ volume: 0.5 }) },
    'playing', 'y', ['volume a 0.25']],
  ['silence', playing, { type: 'settings', settings: settingsWith({ muted: true }) },
    'playing', 'y', ['volume a muted']],
];

describe('reduce, for the listener', () => {
  it.each(rows)('%s', (_, before, happening, phase, track, effects) => {
    const { state, effects: done } = outcome(before, happening);
    expect([state.phase.name, currentTrack(state)?.track_id]).toEqual([phase, track]);
    expect(done).toEqual(effects);
  });

  it('keeps the prepared deck and empties the finished one', () => {
    const { state } = outcome(prepared, { type: 'next' });
    expect(state).toMatchObject({ active: 'b', prepared: null, decks: { a: emptyDeck } });
    expect(state.decks.b.url).toBe(urlOf('z'));
  });

  it('forgets what was prepared when something else is', () => {
    const { state } = outcome(prepared, { type: 'remove', key: 2 });
    expect(state).toMatchObject({ prepared: null, decks: { b: emptyDeck } });
  });

  it('brings a track to the loudness of the others', () => {
    const loud = trackForTests('w', { loudness_lufs: -12, true_peak_dbtp: -1 });
    const { effects } = outcome(idle, { type: 'playList', tracks: [loud], index: 0 });
    expect(effects).toContain('volume a 0.50');
  });

  it('shuffles a new list, or the queue, and puts it back', () => {
    const many = 'abcdefghij'.split('').map((id) => trackForTests(id));
    const ids = (state: State) => state.queue.items.map((item) => item.track.track_id).join('');
    const shuffled = settingsWith({ shuffle: true });
    const listed = outcome(initialState(shuffled), { type: 'playList', tracks: many, index: 3 });
    expect(ids(listed.state)).toMatch(/^d(?!abcefghij)/);
    const straight = outcome(idle, { type: 'playList', tracks: many, index: 3 });
    const mixed = outcome(straight.state, { type: 'settings', settings: shuffled });
    expect(ids(mixed.state)).toBe(ids(listed.state));
    const back = outcome(mixed.state, { type: 'settings', settings: settingsWith() });
    expect(ids(back.state)).toBe('abcdefghij');
    expect(currentTrack(back.state)?.track_id).toBe('d');
  });
});
