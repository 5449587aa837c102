import type { Phase, PhaseEvent } from './phase';

type Handlers<P extends Phase> = {
  readonly [E in PhaseEvent as E['type']]?: (
    phase: P,
    event: E,
  ) => Phase;
};

const idle: Phase = { name: 'idle' };
const playing: Phase = { name: 'playing' };
const paused: Phase = { name: 'paused' };
const blocked: Phase = { name: 'blocked' };
const ended: Phase = { name: 'ended' };
const buffering: Phase = { name: 'waiting', cause: 'buffer' };
const unreachable: Phase = { name: 'waiting', cause: 'network' };

/** Possible in every phase. */
const anywhere: Handlers<Phase> = {
  load: (_, event) => ({ name: 'loading', playWhenReady: event.play }),
  unload: () => idle,
};

/** Possible wherever a track is loaded. */
const loaded: Handlers<Phase> = {
  fail: (_, event) => ({ name: 'failed', reason: event.reason }),
  finished: () => ended,
};

const table: { readonly [P in Phase as P['name']]: Handlers<P> } = {
  idle: {},
  loading: {
    fail: (_, event) => ({ name: 'failed', reason: event.reason }),
    ready: (phase) => (phase.playWhenReady ? buffering : paused),
    play: () => ({ name: 'loading', playWhenReady: true }),
    pause: () => ({ name: 'loading', playWhenReady: false }),
    unreachable: (phase) => (phase.playWhenReady ? unreachable : phase),
    started: () => playing,
    refused: () => blocked,
  },
  playing: {
    ...loaded,
    pause: () => paused,
    starved: () => buffering,
    unreachable: () => unreachable,
  },
  waiting: {
    ...loaded,
    pause: () => paused,
    started: () => playing,
    refused: () => blocked,
    unreachable: () => unreachable,
  },
  paused: { ...loaded, play: () => buffering, started: () => playing },
  blocked: { ...loaded, play: () => buffering, started: () => playing, pause: () => paused },
  ended: { play: () => buffering, started: () => playing },
  failed: {},
};

type Handler = (phase: Phase, event: PhaseEvent) => Phase;

// Each handler is only ever called with the phase and the event it is listed under.
const handlers = table as Readonly<Record<string, Readonly<Record<string, Handler>>>>;
const always = anywhere as Readonly<Record<string, Handler>>;

/** The next phase; an event that means nothing in a phase changes nothing. */
export function transition(phase: Phase, event: PhaseEvent): Phase {
  const handler = handlers[phase.name]?.[event.type] ?? always[event.type];
  return handler === undefined ? phase : handler(phase, event);
}
