import { listenToTracks } from '@/shared/live/trackFeed';
import { settings } from '@/shared/settings/settings';
import type { Watchable } from '@/shared/state/store';
import type { Emit } from '../model/events';
import type { State } from '../model/state';
import { connectMediaSession } from './mediaSession';

/** Connects the player with the page around it; undone by the returned function. */
export function connectPage(state: Watchable<State>, emit: Emit): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const wake = (): void => emit({ type: 'wake' });
  connectMediaSession(state, emit, signal);
  window.addEventListener('pagehide', () => emit({ type: 'leave' }), { signal });
  window.addEventListener('pageshow', wake, { signal });
  window.addEventListener('online', wake, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (!document.hidden) wake();
    },
    { signal },
  );
  const stopSettings = settings.subscribe(() =>
    emit({ type: 'settings', settings: settings.get() }),
  );
  const stopTracks = listenToTracks({
    onTrack: (track) => emit({ type: 'trackChanged', track }),
    onDeleted: (trackId) => emit({ type: 'trackDeleted', trackId }),
  });
  return () => {
    controller.abort();
    stopSettings();
    stopTracks();
  };
}
