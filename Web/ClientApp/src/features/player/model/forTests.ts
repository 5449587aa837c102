import { trackForTests } from '@/shared/api/trackForTests';
import type { Settings } from '@/shared/settings/settings';
import { parseSettings } from '@/shared/settings/settings';
import type { Effect } from './effects';
import type { DeckEvent, Happening, SessionEvent } from './events';
import { startQueue } from './queue';
import { reduce } from './reduce';
import type { DeckId, DeckState, Session, State } from './state';
import { emptyDeck, initialState } from './state';

export const tracks = ['x', 'y', 'z'].map((id) => trackForTests(id, { duration_ms: 100_000 }));

export function urlOf(id: string): string {
  return `/media/${id}/1/master.m3u8`;
}

export function settingsWith(changes: Partial<Settings> = {}): Settings {
  return { ...parseSettings(null), volume: 1, ...changes };
}

export const openedSession: Session = {
  id: 1,
  trackId: 'y',
  token: { userSession: 's1', heartbeatMs: 10_000 },
  isOpening: false,
  isPinging: false,
  heard: 'playing',
  changedAt: 0,
  pingedAt: 0,
};

/** The second of three tracks plays on deck a, half through, under session s1. */
export const playing: State = {
  ...initialState(settingsWith()),
  phase: { name: 'playing' },
  queue: startQueue(tracks, 1),
  decks: { a: loaded('y', 50), b: emptyDeck },
  session: openedSession,
  sessionsBegun: 1,
};

/** The same, near the end, with the third track ready on deck b. */
export const prepared: State = {
  ...playing,
  decks: { a: loaded('y', 90), b: loaded('z', 0) },
  prepared: urlOf('z'),
};

export function loaded(id: string, position: number): DeckState {
  return { ...emptyDeck, url: urlOf(id), timeline: timelineAt(position) };
}

export function timelineAt(position: number) {
  return { position, duration: 100, buffered: Math.min(100, position + 30), isGrowing: false };
}

export function on(deck: DeckId, event: DeckEvent): Happening {
  return { type: 'deck', deck, event };
}

export function of(session: number, event: SessionEvent): Happening {
  return { type: 'session', session, event };
}

/** What comes of an event, with the effects as words: "load b z", "stop s1 at 50". */
export function outcome(state: State, happening: Happening, at = 5000) {
  const step = reduce(state, { ...happening, at, seed: 1 });
  return { state: step.state, effects: step.effects.map(inWords) };
}

export function inWords(effect: Effect): string {
  const words = 'deck' in effect ? [effect.type, effect.deck] : [effect.type];
  return [...words, ...wordsOf(effect)].join(' ');
}

function wordsOf(effect: Effect): readonly (string | number)[] {
  switch (effect.type) {
    case 'load':
    case 'reload':
      return [effect.url.split('/').slice(2, -1).join('/')];
    case 'seek':
      return [effect.seconds];
    case 'level':
      return [effect.index];
    case 'volume':
      return [effect.muted ? 'muted' : effect.volume.toFixed(2)];
    case 'retryIn':
    case 'endIn':
    case 'beatIn':
      return [effect.ms === null ? 'never' : Math.round(effect.ms)];
    case 'locate':
    case 'open':
      return [effect.trackId];
    case 'ping':
      return [effect.request.user_session, effect.request.state];
    case 'stop':
    case 'stopOnLeave':
      return [effect.request.user_session, 'at', effect.request.position_seconds ?? '?'];
    default:
      return [];
  }
}
