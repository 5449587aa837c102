import { createContext, use } from 'react';
import type { Track } from '../api/types';
import type { Watchable } from '../state/store';
import { useStore } from '../state/useStore';

/** What other features may know of the player. */
export interface NowPlaying {
  readonly trackId: string | null;
  readonly isPlaying: boolean;
}

/** What other features may ask of the player; the player feature provides it. */
export interface PlaybackPort {
  readonly nowPlaying: Watchable<NowPlaying>;
  playList(tracks: readonly Track[], index: number): void;
  togglePlay(): void;
  playNext(track: Track): void;
  enqueue(track: Track): void;
}

export const PlaybackContext = createContext<PlaybackPort | null>(null);

export function usePlayback(): PlaybackPort {
  const port = use(PlaybackContext);
  if (port === null) throw new Error('No player above this component.');
  return port;
}

/** 'playing' or 'paused' where this track is the current one. */
export function useTrackPlayback(trackId: string): 'playing' | 'paused' | 'other' {
  return useStore(usePlayback().nowPlaying, (now) => {
    if (now.trackId !== trackId) return 'other';
    return now.isPlaying ? 'playing' : 'paused';
  });
}
