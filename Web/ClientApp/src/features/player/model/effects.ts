import type { SessionRequest } from '@/shared/api/types';
import type { DeckId } from './state';

/** What a deck is told to do. */
export type DeckEffect = { readonly deck: DeckId } & (
  | { readonly type: 'load'; readonly url: string }
  /** Go on from other files, where it is. */
  | { readonly type: 'reload'; readonly url: string }
  | { readonly type: 'unload' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly seconds: number }
  /** -1: chosen by the connection's speed. */
  | { readonly type: 'level'; readonly index: number }
  | { readonly type: 'volume'; readonly volume: number; readonly muted: boolean }
  /** Ask again for what could not be fetched. */
  | { readonly type: 'retryIn'; readonly ms: number }
  /** Start the decoder anew. */
  | { readonly type: 'recover' }
  /** Look for the files of a track that were moved. */
  | { readonly type: 'locate'; readonly trackId: string }
  /** Replaces the time that was set before; null: none. */
  | { readonly type: 'endIn'; readonly ms: number | null }
);

/** What the service is told of a session. */
export type SessionEffect =
  | { readonly type: 'open'; readonly session: number; readonly trackId: string }
  | { readonly type: 'ping'; readonly session: number; readonly request: Ping }
  | { readonly type: 'stop'; readonly request: SessionRequest }
  /** `stop`, in the only way that outlives the page. */
  | { readonly type: 'stopOnLeave'; readonly request: SessionRequest }
  /** Replaces the time that was set before; null: none. */
  | { readonly type: 'beatIn'; readonly ms: number | null };

export type Ping = SessionRequest & { readonly state: 'playing' | 'paused' };

export type Effect = DeckEffect | SessionEffect;

/** Something that does each kind of effect. */
export type Runner<E extends { readonly type: string }> = {
  readonly [K in E['type']]: (effect: Extract<E, { readonly type: K }>) => void;
};
