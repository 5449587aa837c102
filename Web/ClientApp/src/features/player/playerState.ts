import type { Track } from '@/shared/api/types';
import type { QualityLevel } from './deck/deck';
import type { Phase } from './phase/phase';
import type { Queue } from './queue/queue';
import { currentItem, emptyQueue } from './queue/queue';

export interface PlayerState {
  readonly phase: Phase;
  readonly queue: Queue;
  readonly levels: readonly QualityLevel[];
  /** Index of the level that is heard; -1 when not known. */
  readonly level: number;
  readonly quality: QualityChoice;
}

/** 'auto', or what the listener chose, which is looked for in every track. */
export type QualityChoice = 'auto' | { readonly bitrate: number; readonly isLossless: boolean };

/** Seconds; kept apart from the state since it changes several times a second. */
export interface Timeline {
  readonly position: number;
  readonly duration: number;
  readonly buffered: number;
  /** The track is still being prepared; `duration` is what can be played so far. */
  readonly isGrowing: boolean;
}

export const initialState: PlayerState = {
  phase: { name: 'idle' },
  queue: emptyQueue,
  levels: [],
  level: -1,
  quality: 'auto',
};

export function currentTrack(state: PlayerState): Track | null {
  return currentItem(state.queue)?.track ?? null;
}

/** The level of a track that comes closest to a choice; -1 is automatic. */
export function levelFor(choice: QualityChoice, levels: readonly QualityLevel[]): number {
  if (choice === 'auto') return -1;
  const distance = (level: QualityLevel): number =>
    Math.abs(level.bitrate - choice.bitrate) + (level.isLossless === choice.isLossless ? 0 : 1e9);
  return levels.toSorted((one, other) => distance(one) - distance(other))[0]?.index ?? -1;
}
