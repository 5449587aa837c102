import { describe, expect, it } from 'vitest';
import { ApiError } from '@/shared/api/apiError';
import type { Happening, SessionEvent } from './events';
import { of, openedSession, outcome, playing, urlOf } from './forTests';
import { longestPauseMs } from './session';
import type { Session, State } from './state';
import { emptyDeck } from './state';

const gone = new ApiError(410, 'gone', 'ended');
const unavailable = new ApiError(503, 'unavailable', 'restarting');
const missing = new ApiError(404, 'not_found', 'no such track');

const opened: SessionEvent = {
  type: 'opened',
  opened: {
    track_id: 'y',
    playlist_url: urlOf('y'),
    user_session: 's2',
    heartbeat_seconds: 7,
    ttl_seconds: 25,
  },
};

function pinged(failure: ApiError | null, heard: 'playing' | 'paused' = 'playing'): SessionEvent {
  return { type: 'pinged', userSession: 's1', heard, failure };
}

/** The session so, under sound that plays from deck a. */
function having(changes: Partial<Session>): State {
  return { ...playing, session: { ...openedSession, ...changes } };
}

/** The session so, under a track that was paused. */
function paused(changes: Partial<Session>): State {
  return { ...having({ heard: 'paused', ...changes }), phase: { name: 'paused' } };
}

/** Nothing can be heard yet: the deck waits for the playlist. */
function silent(state: State): State {
  return {
    ...state,
    phase: { name: 'loading', playWhenReady: state.session?.heard === 'playing' },
    decks: { ...state.decks, a: emptyDeck },
  };
}

const opening = having({ token: null, isOpening: true });
const pinging = having({ isPinging: true });
const pingingPaused = paused({ isPinging: true });

type Row = readonly [
  what: string,
  before: State,
  happening: Happening,
  session: Partial<Session> | null,
  phase: string,
  effects: readonly string[],
];

const rows: readonly Row[] = [
  ['opened: beats as often as the service asks', opening, of(1, opened),
    { isOpening: false, token: { userSession: 's2', heartbeatMs: 7000 }, pingedAt: 5000 },
    'playing', ['beatIn 7000']],
  ['opened: the deck that waits gets its playlist', silent(opening), of(1, opened),
    { isOpening: false }, 'loading', ['beatIn 7000', 'load a y/1']],
  ['opened after a pause: says so', silent(paused({ token: null, isOpening: true })),
    of(1, opened), { isPinging: true }, 'loading', ['ping s2 paused', 'load a y/1']],
  ['opened too late: stopped', having({ id: 2 }), of(1, opened), { id: 2 }, 'playing',
    ['stop s2 at 50']],
  ['opened too late, and none is wanted: stopped',
    { ...playing, phase: { name: 'ended' }, session: null }, of(1, opened), null, 'ended',
    ['stop s2 at 50']],

  ['not opened, the service is unavailable: tried again',
    silent(opening), of(1, { type: 'notOpened', failure: unavailable }), { isOpening: false },
    'waiting', ['beatIn 3000']],
  ['the same under sound: quietly',
    opening, of(1, { type: 'notOpened', failure: unavailable }), { isOpening: false },
    'playing', ['beatIn 3000']],
  ['not opened, there is no such track: given up',
    silent(opening), of(1, { type: 'notOpened', failure: missing }), null, 'failed', []],
  ['the same under sound: quietly',
    opening, of(1, { type: 'notOpened', failure: missing }), null, 'playing', []],
  ['a failure of an earlier session means nothing',
    having({ id: 2 }), of(1, { type: 'notOpened', failure: missing }), { id: 2 }, 'playing', []],

  ['a beat', playing, { type: 'beat' }, { isPinging: true, pingedAt: 5000 }, 'playing',
    ['ping s1 playing']],
  ['a beat in a pause', paused({}), { type: 'beat' }, { isPinging: true }, 'paused',
    ['ping s1 paused']],
  ['one ping at a time', pinging, { type: 'beat' }, { isPinging: true }, 'playing', []],
  ['a beat opens what is not open', having({ token: null }), { type: 'beat' },
    { isOpening: true }, 'playing', ['open y']],
  ['but one at a time', opening, { type: 'beat' }, { isOpening: true }, 'playing', []],
  ['and not in a pause', paused({ token: null }), { type: 'beat' }, { isOpening: false },
    'paused', []],
  ['a beat without a session', { ...playing, session: null }, { type: 'beat' }, null, 'playing',
    []],

  ['a ping that is answered', pinging, of(1, pinged(null)), { isPinging: false }, 'playing',
    ['beatIn 10000']],
  ['the service is unavailable: the same session goes on', pinging, of(1, pinged(unavailable)),
    { isPinging: false, token: openedSession.token }, 'playing', ['beatIn 10000']],
  ['a pause meanwhile is said at once', pingingPaused, of(1, pinged(null)), { isPinging: true },
    'paused', ['ping s1 paused']],
  ['a pause that was said', pingingPaused, of(1, pinged(null, 'paused')), { isPinging: false },
    'paused', ['beatIn 10000']],
  ['a long pause is said no longer', paused({ isPinging: true, changedAt: 5000 - longestPauseMs }),
    of(1, pinged(null, 'paused')), { isPinging: false }, 'paused', ['beatIn never']],
  ['a session that has ended is opened anew', pinging, of(1, pinged(gone)),
    { isPinging: false, isOpening: true, token: null }, 'playing', ['open y']],
  ['but in a pause only when play goes on', pingingPaused, of(1, pinged(gone, 'paused')),
    { token: null }, 'paused', []],
  ['a newer token has not ended with it',
    having({ isPinging: true, token: { userSession: 's2', heartbeatMs: 7000 } }),
    of(1, pinged(gone)), { token: { userSession: 's2', heartbeatMs: 7000 } }, 'playing',
    ['beatIn 7000']],
  ['an answer for an earlier session', having({ id: 2, isPinging: true }), of(1, pinged(gone)),
    { id: 2, isPinging: true }, 'playing', []],

  ['the page wakes before a beat is due', having({ pingedAt: 4000 }), { type: 'wake' },
    { isPinging: false }, 'playing', []],
  ['and after', having({ pingedAt: -5000 }), { type: 'wake' }, { isPinging: true }, 'playing',
    ['ping s1 playing']],
  ['and without a session that is open', having({ token: null }), { type: 'wake' },
    { isOpening: true }, 'playing', ['open y']],
  ['and in a pause', paused({ token: null }), { type: 'wake' }, { isOpening: false }, 'paused', []],
  ['and waits for the network',
    { ...having({ pingedAt: 4000 }), phase: { name: 'waiting', cause: 'network' } },
    { type: 'wake' }, {}, 'waiting', ['retryIn a 0']],

  ['the page goes', playing, { type: 'leave' }, { token: null }, 'playing',
    ['beatIn never', 'stopOnLeave s1 at 50']],
  ['the page goes before it is open', opening, { type: 'leave' }, { isOpening: true }, 'playing',
    ['beatIn never']],
];

describe('reduce, for the session', () => {
  it.each(rows)('%s', (_, before, happening, session, phase, effects) => {
    const { state, effects: done } = outcome(before, happening);
    if (session === null) expect(state.session).toBeNull();
    else expect(state.session).toMatchObject(session);
    expect(state.phase.name).toBe(phase);
    expect(done).toEqual(effects);
  });

  it('says why a track cannot be played', () => {
    const { state } = outcome(silent(opening), of(1, { type: 'notOpened', failure: missing }));
    expect(state.phase).toEqual({ name: 'failed', reason: 'no such track' });
  });

  it.each([400, 401, 403, 404, 410])('takes %i for the end of the session', (status) => {
    const failure = new ApiError(status, '', '');
    expect(outcome(pinging, of(1, pinged(failure))).effects).toEqual(['open y']);
  });
});
