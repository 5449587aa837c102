import type { SessionRequest } from '@/shared/api/types';
import type { Moment, SessionEvent } from './events';
import { load } from './pair';
import { wantsSound } from './phase';
import type { Session, State } from './state';
import { activeDeck, currentTrack } from './state';
import type { Change, Handlers } from './step';
import { act, changeFor, inTurn, set, stay, tell } from './step';

/** After a pause this long the session is given up; it is opened anew when play goes on. */
export const longestPauseMs = 10 * 60_000;

/** Pause between tries to open a session while the service is unavailable. */
const retryMs = 3000;

/** A session that has ended (sleep, a long pause, a restart): it goes on under a new one. */
const goneStatuses: readonly number[] = [400, 401, 403, 404, 410];

const cancelBeat = act({ type: 'beatIn', ms: null });

/**
 * Begins a session of the current track: opened, kept alive by pings while it plays or pauses,
 * stopped. A prepared track never waits for it: where the service is unavailable, it catches up.
 */
export const openSession: Change = (state) => {
  const track = currentTrack(state);
  if (track === null) return stay(state);
  const id = state.sessionsBegun + 1;
  const session: Session = {
    id,
    trackId: track.track_id,
    token: null,
    isOpening: true,
    isPinging: false,
    heard: 'playing',
    changedAt: 0,
    pingedAt: 0,
  };
  return {
    state: { ...state, session, sessionsBegun: id },
    effects: [{ type: 'open', session: id, trackId: track.track_id }],
  };
};

export const closeSession: Change = (state) => {
  const { session } = state;
  if (session === null) return stay(state);
  const { token, trackId } = session;
  const stop =
    token === null
      ? stay
      : act({ type: 'stop', request: stopOf(state, trackId, token.userSession) });
  return inTurn(state, set({ session: null }), cancelBeat, stop);
};

/** The page goes, perhaps to be shown again: the play ends, its session can begin anew. */
export const leave: Change = (state) => {
  const { session } = state;
  if (session === null) return stay(state);
  if (session.token === null) return cancelBeat(state);
  const request = stopOf(state, session.trackId, session.token.userSession);
  return inTurn(state, cancelBeat, change({ token: null }), act({ type: 'stopOnLeave', request }));
};

/** A clock may have stood still: catches up where a beat is due. */
export function wake(at: number): Change {
  return (state) => {
    const { session } = state;
    if (session === null) return stay(state);
    const isDue =
      session.token === null
        ? session.heard === 'playing'
        : at - session.pingedAt >= session.token.heartbeatMs;
    return isDue ? beat(at)(state) : stay(state);
  };
}

/** The service is told at once that the listener has paused, or goes on. */
export function followPhase(at: number): Change {
  return (state) => {
    const heard = wantsSound(state.phase) ? 'playing' : 'paused';
    if (state.session === null || state.session.heard === heard) return stay(state);
    return inTurn(state, change({ heard, changedAt: at }), beat(at));
  };
}

/** Says that the session goes on, or opens it: one request at a time. */
export function beat(at: number): Change {
  return (state) => {
    const { session } = state;
    if (session === null || session.isPinging) return stay(state);
    const { id, trackId, token, heard } = session;
    if (token !== null) {
      const request = { ...stopOf(state, trackId, token.userSession), state: heard };
      return inTurn(
        state,
        change({ isPinging: true, pingedAt: at }),
        act({ type: 'ping', session: id, request }),
      );
    }
    if (heard === 'paused' || session.isOpening) return stay(state);
    return inTurn(
      state,
      change({ isOpening: true }),
      act({ type: 'open', session: id, trackId }),
    );
  };
}

function schedule(at: number): Change {
  return (state) => {
    const { session } = state;
    if (session === null) return stay(state);
    const isLongPause = session.heard === 'paused' && at - session.changedAt >= longestPauseMs;
    const ms = session.token?.heartbeatMs ?? retryMs;
    return act({ type: 'beatIn', ms: isLongPause ? null : ms })(state);
  };
}

const answers: Handlers<SessionEvent> = {
  opened: ({ opened, at }) => (state) => {
    const { user_session: userSession, heartbeat_seconds, playlist_url } = opened;
    const token = { userSession, heartbeatMs: heartbeat_seconds * 1000 };
    return inTurn(
      state,
      change({ isOpening: false, token, pingedAt: at }),
      state.session?.heard === 'paused' ? beat(at) : schedule(at),
      whereWaitedFor(load(state.active, playlist_url)),
    );
  },
  notOpened: ({ failure, at }) => {
    if (!failure.isTemporary)
      return (state) =>
        inTurn(
          state,
          set({ session: null }),
          whereWaitedFor(tell({ type: 'fail', reason: failure.message })),
        );
    return (state) =>
      inTurn(
        state,
        change({ isOpening: false }),
        whereWaitedFor(tell({ type: 'unreachable' })),
        schedule(at),
      );
  },
  pinged: ({ userSession, heard, failure, at }) => (state) => {
    const { session } = state;
    if (session === null) return stay(state);
    const isGone = failure !== null && goneStatuses.includes(failure.status);
    const token = isGone && session.token?.userSession === userSession ? null : session.token;
    const isSaid = heard === session.heard && token !== null;
    return inTurn(state, change({ isPinging: false, token }), isSaid ? schedule(at) : beat(at));
  },
};

/** What the service answers. What was opened too late is stopped. */
export function answered(id: number, event: SessionEvent & Moment): Change {
  return (state) => {
    if (state.session?.id === id) return changeFor(answers, event)(state);
    if (event.type !== 'opened') return stay(state);
    const { track_id: trackId, user_session: userSession } = event.opened;
    return act({ type: 'stop', request: stopOf(state, trackId, userSession) })(state);
  };
}

/** A deck that was prepared, or whose session was lost, has its playlist already. */
function whereWaitedFor(wanted: Change): Change {
  return (state) => (activeDeck(state).url === null ? wanted(state) : stay(state));
}

function change(changes: Partial<Session>): Change {
  return (state) =>
    stay(state.session === null ? state : { ...state, session: { ...state.session, ...changes } });
}

function stopOf(state: State, trackId: string, userSession: string): SessionRequest {
  return {
    track_id: trackId,
    user_session: userSession,
    position_seconds: activeDeck(state).timeline.position,
  };
}
