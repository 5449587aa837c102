import type { ApiError } from '@/shared/api/apiError';
import type { OpenedPlay, Track } from '@/shared/api/types';
import type { Settings } from '@/shared/settings/settings';
import type { QualityChoice, QualityLevel } from './quality';
import type { DeckId, Heard, Timeline } from './state';

/** What the listener wants. */
export type ListenerEvent =
  | { readonly type: 'playList'; readonly tracks: readonly Track[]; readonly index: number }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'toggle' }
  | { readonly type: 'next' }
  | { readonly type: 'previous' }
  | { readonly type: 'seek'; readonly seconds: number }
  | { readonly type: 'seekBy'; readonly seconds: number }
  | { readonly type: 'quality'; readonly quality: QualityChoice };

/** What becomes of the queue. */
export type QueueEvent =
  | { readonly type: 'skipTo'; readonly key: number }
  | { readonly type: 'playNext'; readonly track: Track }
  | { readonly type: 'enqueue'; readonly track: Track }
  | { readonly type: 'move'; readonly from: number; readonly to: number }
  | { readonly type: 'remove'; readonly key: number }
  | { readonly type: 'trackChanged'; readonly track: Track }
  | { readonly type: 'trackDeleted'; readonly trackId: string };

/** What happens to the page. */
export type PageEvent =
  | { readonly type: 'settings'; readonly settings: Settings }
  /** The machine woke up, the network is back, or the page is in view again. */
  | { readonly type: 'wake' }
  /** The page goes, perhaps to be shown again. */
  | { readonly type: 'leave' };

/** What happens to a media element and what feeds it. */
export type DeckEvent =
  /** It could play; `isPaused`: it does not, though its end is not reached. */
  | { readonly type: 'ready'; readonly isPaused: boolean }
  | { readonly type: 'started' }
  /** The browser paused it. */
  | { readonly type: 'paused' }
  | { readonly type: 'starved' }
  | { readonly type: 'ended' }
  /** The browser wants a click before it plays. */
  | { readonly type: 'refused' }
  | { readonly type: 'time'; readonly timeline: Timeline }
  | { readonly type: 'levels'; readonly levels: readonly QualityLevel[] }
  | { readonly type: 'level'; readonly level: number }
  | { readonly type: 'fetched' }
  /** It cannot go on by itself; `ahead`: seconds that are still buffered. */
  | {
      readonly type: 'fault';
      readonly kind: 'network' | 'media' | 'other';
      readonly status: number;
      readonly ahead: number;
    }
  /** Where the files of its track are now; null: nowhere. */
  | { readonly type: 'found'; readonly url: string | null }
  | { readonly type: 'lost'; readonly reason: string | null }
  /** The time set by `endIn` is up. */
  | { readonly type: 'timeUp' };

/** What the service answers for a session. */
export type SessionEvent =
  | { readonly type: 'opened'; readonly opened: OpenedPlay }
  | { readonly type: 'notOpened'; readonly failure: ApiError }
  /** The answer to the ping that said `heard`; `failure` null: all is well. */
  | {
      readonly type: 'pinged';
      readonly userSession: string;
      readonly heard: Heard;
      readonly failure: ApiError | null;
    };

export type Happening =
  | ListenerEvent
  | QueueEvent
  | PageEvent
  | { readonly type: 'deck'; readonly deck: DeckId; readonly event: DeckEvent }
  | { readonly type: 'session'; readonly session: number; readonly event: SessionEvent }
  /** The time set by `beatIn` is up. */
  | { readonly type: 'beat' };

/** What a pure function cannot know by itself. */
export interface Moment {
  /** Milliseconds on a clock that goes on while the machine sleeps. */
  readonly at: number;
  /** For shuffling. */
  readonly seed: number;
}

export type PlayerEvent = Happening & Moment;

export type Emit = (happening: Happening) => void;
