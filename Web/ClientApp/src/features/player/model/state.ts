import type { Track } from '@/shared/api/types';
import type { NowPlaying } from '@/shared/playback/playbackPort';
import type { Settings } from '@/shared/settings/settings';
import type { Phase } from './phase';
import { wantsSound } from './phase';
import type { QualityChoice, QualityLevel } from './quality';
import type { Queue } from './queue';
import { currentItem, emptyQueue, next } from './queue';

/** There are two media elements: one plays, one gets the next track ready. */
export type DeckId = 'a' | 'b';

export interface DeckState {
  /** The playlist it plays from; null: nothing is loaded. */
  readonly url: string | null;
  readonly timeline: Timeline;
  readonly levels: readonly QualityLevel[];
  /** Index of the level that is heard; -1 when not known. */
  readonly level: number;
  /** Milliseconds until what could not be fetched is asked for again. */
  readonly retryMs: number;
  /** How often its decoder was started anew. */
  readonly recoveries: number;
  /** Its clock runs: it hands over when the time is up. */
  readonly isEnding: boolean;
}

/** Seconds. */
export interface Timeline {
  readonly position: number;
  readonly duration: number;
  readonly buffered: number;
  /** The track is still being prepared; `duration` is what can be played so far. */
  readonly isGrowing: boolean;
}

/** One play of one track, as the service counts it. */
export interface Session {
  /** Tells the answers for this session from those for earlier ones. */
  readonly id: number;
  readonly trackId: string;
  /** null: not open, for the first time or any more. */
  readonly token: { readonly userSession: string; readonly heartbeatMs: number } | null;
  readonly isOpening: boolean;
  readonly isPinging: boolean;
  readonly heard: Heard;
  /** When `heard` last changed and when the service was last told; milliseconds. */
  readonly changedAt: number;
  readonly pingedAt: number;
}

export type Heard = 'playing' | 'paused';

export interface State {
  readonly phase: Phase;
  readonly queue: Queue;
  readonly settings: Settings;
  readonly quality: QualityChoice;
  readonly decks: Readonly<Record<DeckId, DeckState>>;
  /** The deck that is heard. */
  readonly active: DeckId;
  /** The playlist that the other deck was given to get ready. */
  readonly prepared: string | null;
  readonly session: Session | null;
  readonly sessionsBegun: number;
}

export const firstRetryMs = 1000;

export const emptyDeck: DeckState = {
  url: null,
  timeline: { position: 0, duration: 0, buffered: 0, isGrowing: false },
  levels: [],
  level: -1,
  retryMs: firstRetryMs,
  recoveries: 0,
  isEnding: false,
};

export function initialState(settings: Settings): State {
  return {
    phase: { name: 'idle' },
    queue: emptyQueue,
    settings,
    quality: 'auto',
    decks: { a: emptyDeck, b: emptyDeck },
    active: 'a',
    prepared: null,
    session: null,
    sessionsBegun: 0,
  };
}

export function activeDeck(state: State): DeckState {
  return state.decks[state.active];
}

export function standbyId(state: State): DeckId {
  return state.active === 'a' ? 'b' : 'a';
}

export function currentTrack(state: State): Track | null {
  return currentItem(state.queue)?.track ?? null;
}

/** The track that follows by itself when the current one ends; null: none, or the same again. */
export function upcoming(state: State): Track | null {
  if (state.settings.repeat === 'one') return null;
  const following = next(state.queue, state.settings.repeat);
  return following === null ? null : (currentItem(following)?.track ?? null);
}

/** What is shown of the deck that is heard; until it has measured a track, the catalog's word. */
export function timelineOf(state: State): Timeline {
  const { timeline } = activeDeck(state);
  const isMeasured = Number.isFinite(timeline.duration) && timeline.duration > 0;
  const known = (currentTrack(state)?.duration_ms ?? 0) / 1000;
  return { ...timeline, duration: isMeasured ? timeline.duration : known };
}

export function nowPlayingOf(state: State): NowPlaying {
  return {
    trackId: currentTrack(state)?.track_id ?? null,
    isPlaying: wantsSound(state.phase),
  };
}
