import { describe, expect, it } from 'vitest';
import { trackForTests } from '@/shared/api/trackForTests';
import type { DeckEvent } from './events';
import {
  loaded, on, openedSession, outcome, playing, prepared, settingsWith, timelineAt, tracks,
} from './forTests';
import type { Phase } from './phase';
import { startQueue } from './queue';
import type { DeckId, State } from './state';
import { emptyDeck, initialState, nowPlayingOf, timelineOf } from './state';

const levels = [
  { index: 0, bitrate: 64_000, isLossless: false },
  { index: 1, bitrate: 256_000, isLossless: false },
];
const gone = 'failed: This track is no longer available.';
const unplayable = 'failed: This track cannot be played here.';

const loading = inPhase({ name: 'loading', playWhenReady: true });
const paused: State = {
  ...playing,
  phase: { name: 'paused' },
  session: { ...openedSession, heard: 'paused' },
};
const ending = faulty({ timeline: timelineAt(99.7), isEnding: true });
const abandoned: State = { ...prepared, decks: { ...prepared.decks, b: emptyDeck } };
const atEnd = { ...playing, queue: startQueue(tracks, 2) };
const choosing: State = { ...playing, quality: { bitrate: 60_000, isLossless: false } };

function inPhase(phase: Phase): State {
  return { ...playing, phase };
}

function time(position: number, isGrowing = false): DeckEvent {
  return { type: 'time', timeline: { ...timelineAt(position), isGrowing } };
}

function fault(kind: 'network' | 'media' | 'other', status = 0, ahead = 0): DeckEvent {
  return { type: 'fault', kind, status, ahead };
}

function faulty(changes: Partial<State['decks']['a']>): State {
  return { ...playing, decks: { ...playing.decks, a: { ...loaded('y', 50), ...changes } } };
}

function nameOf(phase: Phase): string {
  if (phase.name === 'failed') return `failed: ${phase.reason}`;
  return phase.name === 'waiting' ? phase.cause : phase.name;
}

type Row = readonly [
  what: string,
  before: State,
  deck: DeckId,
  event: DeckEvent,
  phase: string,
  effects: readonly string[],
];

const rows: readonly Row[] = [
  ['what is ready plays', loading, 'a', { type: 'ready', isPaused: true }, 'buffer', ['play a']],
  ['what plays already is left alone',
    loading, 'a', { type: 'ready', isPaused: false }, 'buffer', []],
  ['what was paused meanwhile stays so', inPhase({ name: 'loading', playWhenReady: false }),
    'a', { type: 'ready', isPaused: true }, 'paused', ['ping s1 paused']],
  ['sound starts', loading, 'a', { type: 'started' }, 'playing', []],
  ['the browser pauses', playing, 'a', { type: 'paused' }, 'paused', ['ping s1 paused']],
  ['a pause while waiting is the player\'s own', inPhase({ name: 'waiting', cause: 'buffer' }),
    'a', { type: 'paused' }, 'buffer', []],
  ['the buffer runs dry', playing, 'a', { type: 'starved' }, 'buffer', []],
  ['the browser wants a click', loading, 'a', { type: 'refused' }, 'blocked', ['ping s1 paused']],

  ['in the middle nothing is prepared', playing, 'a', time(79), 'playing', []],
  ['near the end the next track is', playing, 'a', time(81), 'playing', ['load b z/1']],
  ['but once only', prepared, 'a', time(95), 'playing', []],
  ['nor again where that failed', abandoned, 'a', time(95), 'playing', []],
  ['nothing where nothing follows', atEnd, 'a', time(99.8), 'playing', []],
  ['nothing while the track repeats',
    { ...playing, settings: settingsWith({ repeat: 'one' }) }, 'a', time(99.8), 'playing', []],
  ['nothing while the end is not known', playing, 'a', time(99.8, true), 'playing', []],
  ['nothing in a pause', paused, 'a', time(99.8), 'paused', []],
  ['just before the end a clock runs', prepared, 'a', time(99.5), 'playing', ['endIn a 470']],
  ['it is set anew', ending, 'a', time(99.8), 'playing', ['load b z/1', 'endIn a 170']],
  ['it stops where the listener seeks back', ending, 'a', time(50), 'playing', ['endIn a never']],
  ['and hands over when the time is up', prepared, 'a', { type: 'timeUp' }, 'loading',
    ['beatIn never', 'stop s1 at 90', 'pause a', 'unload a', 'volume b 1.00', 'play b', 'open z']],
  ['not in a pause', paused, 'a', { type: 'timeUp' }, 'paused', []],

  ['the chosen quality is looked for', choosing, 'a', { type: 'levels', levels }, 'playing',
    ['level a 0']],
  ['and before it is heard', { ...choosing, decks: prepared.decks, prepared: prepared.prepared },
    'b', { type: 'levels', levels }, 'playing', ['level b 0']],
  ['or left to the connection', playing, 'a', { type: 'levels', levels }, 'playing', []],

  ['a lost network is tried again in silence, with sound in the buffer',
    playing, 'a', fault('network', 0, 8), 'playing', ['retryIn a 1000']],
  ['and said when that is dry',
    playing, 'a', fault('network', 503), 'network', ['retryIn a 1000']],
  ['ever more slowly', faulty({ retryMs: 4000 }), 'a', fault('network', 0, 8), 'playing',
    ['retryIn a 4000']],
  ['a decoder is started anew', playing, 'a', fault('media'), 'playing', ['recover a']],
  ['but not for ever', faulty({ recoveries: 2 }), 'a', fault('media'), unplayable,
    ['ping s1 paused']],
  ['what nobody can play fails', playing, 'a', fault('other'), unplayable, ['ping s1 paused']],
  ['404: the files are looked for', playing, 'a', fault('network', 404), 'playing',
    ['locate a y']],
  ['410: likewise', playing, 'a', fault('network', 410), 'playing', ['locate a y']],
  ['found elsewhere, sound goes on from there', playing, 'a',
    { type: 'found', url: '/media/y/2/master.m3u8' }, 'buffer', ['reload a y/2']],
  ['found where they were not, they are gone', playing, 'a',
    { type: 'found', url: '/media/y/1/master.m3u8' }, gone, ['ping s1 paused']],
  ['found nowhere', playing, 'a', { type: 'found', url: null }, gone, ['ping s1 paused']],
  ['a deleted track fails for the reason given', playing, 'a',
    { type: 'lost', reason: 'removed' }, 'failed: removed', ['ping s1 paused']],
  ['or for none', playing, 'a', { type: 'lost', reason: null }, gone, ['ping s1 paused']],

  ['the other deck moves nothing', prepared, 'b', { type: 'started' }, 'playing', []],
  ['nor by being ready', prepared, 'b', { type: 'ready', isPaused: true }, 'playing', []],
  ['nor by its end', prepared, 'b', { type: 'ended' }, 'playing', []],
  ['it tries again too', prepared, 'b', fault('network'), 'playing', ['retryIn b 1000']],
  ['and starts its decoder anew', prepared, 'b', fault('media'), 'playing', ['recover b']],
  ['its files that are gone are abandoned', prepared, 'b', fault('network', 404), 'playing',
    ['unload b']],
  ['so is what it cannot play', prepared, 'b', fault('other'), 'playing', ['unload b']],
];

describe('reduce, for the decks', () => {
  it.each(rows)('%s', (_, before, deck, event, phase, effects) => {
    const { state, effects: done } = outcome(before, on(deck, event));
    expect(nameOf(state.phase)).toBe(phase);
    expect(done).toEqual(effects);
  });

  it('opens an abandoned track anew when its turn comes', () => {
    const { effects } = outcome(abandoned, { type: 'next' });
    expect(effects).toEqual([
      'beatIn never', 'stop s1 at 90', 'unload a', 'volume a 1.00', 'open z',
    ]);
  });

  it.each([
    ['doubles the pause', faulty({ retryMs: 4000 }), fault('network'), { retryMs: 8000 }],
    ['up to ten seconds', faulty({ retryMs: 8000 }), fault('network'), { retryMs: 10_000 }],
    ['begins small after success', faulty({ retryMs: 8000 }), { type: 'fetched' },
      { retryMs: 1000 }],
    ['counts recoveries', faulty({ recoveries: 1 }), fault('media'), { recoveries: 2 }],
    ['counts anew from new files', faulty({ recoveries: 2, retryMs: 8000 }),
      { type: 'found', url: '/new' }, { url: '/new', recoveries: 0, retryMs: 1000 }],
    ['knows the levels', playing, { type: 'levels', levels }, { levels }],
    ['knows the level', playing, { type: 'level', level: 1 }, { level: 1 }],
  ] as const)('%s', (_, before, event, deck) => {
    expect(outcome(before, on('a', event)).state.decks.a).toMatchObject(deck);
  });

  it('applies a choice of quality to both decks', () => {
    const both: State = {
      ...prepared,
      decks: { a: { ...prepared.decks.a, levels }, b: { ...prepared.decks.b, levels } },
    };
    const choose = (quality: State['quality']) => outcome(both, { type: 'quality', quality });
    expect(choose({ bitrate: 300_000, isLossless: false }).effects)
      .toEqual(['level a 1', 'level b 1']);
    expect(choose('auto').effects).toEqual(['level a -1', 'level b -1']);
  });
});

describe('timelineOf', () => {
  it('shows the deck that is heard', () => {
    expect(timelineOf({ ...prepared, active: 'b' })).toEqual(timelineAt(0));
  });

  it.each([NaN, Infinity, 0])('takes the catalog\'s length for a measured %f', (duration) => {
    const a = { ...emptyDeck, timeline: { ...timelineAt(3), duration } };
    expect(timelineOf({ ...playing, decks: { ...playing.decks, a } }).duration).toBe(100);
    const unknown = { ...playing, queue: startQueue([trackForTests('w')], 0) };
    expect(timelineOf({ ...unknown, decks: { ...playing.decks, a } }).duration).toBe(0);
  });
});

describe('nowPlayingOf', () => {
  it('tells others the track and whether it plays', () => {
    expect(nowPlayingOf(playing)).toEqual({ trackId: 'y', isPlaying: true });
    expect(nowPlayingOf(inPhase({ name: 'paused' }))).toEqual({ trackId: 'y', isPlaying: false });
    expect(nowPlayingOf(initialState(settingsWith()))).toEqual({ trackId: null, isPlaying: false });
  });
});
