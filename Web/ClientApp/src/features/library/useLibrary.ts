import { useEffect } from 'react';
import { listenToTracks } from '@/shared/live/trackFeed';
import { useStore } from '@/shared/state/useStore';
import { applyDeletion, applyTrack } from './applyChange';
import type { LibraryState } from './library';
import { library, reload } from './library';

/** The library, loaded and kept current. */
export function useLibrary(): LibraryState {
  useEffect(() => {
    void reload();
    const retry = (): void => {
      if (library.get().phase === 'failed') void reload();
    };
    window.addEventListener('online', retry);
    const stop = listenToTracks({
      onTrack: (track) => library.update((state) => applyTrack(state, track)),
      onDeleted: (trackId) => library.update((state) => applyDeletion(state, trackId)),
      onOpened: retry,
    });
    return () => {
      window.removeEventListener('online', retry);
      stop();
    };
  }, []);
  return useStore(library, (state) => state);
}
