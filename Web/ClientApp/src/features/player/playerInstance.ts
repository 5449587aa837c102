import { listenToTracks } from '@/shared/live/trackFeed';
import { connectMediaSession } from './mediaSession';
import { Player } from './player';
import type { Queue } from './queue/queue';
import { forget, refresh } from './queue/queue';

/** The page's one player. */
export const player = new Player();

/** Connects the player with the page around it; undone by the returned function. */
export function connectPlayer(): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  connectMediaSession(player, signal);
  window.addEventListener('pagehide', () => player.leave(), { signal });
  window.addEventListener('pageshow', () => player.wake(), { signal });
  window.addEventListener('online', () => player.wake(), { signal });
  document.addEventListener('visibilitychange', () => onVisibility(), { signal });
  const stopListening = listenToTracks({
    onTrack: (track) => changeInPlace((queue) => refresh(queue, track)),
    onDeleted: (trackId) => changeInPlace((queue) => forget(queue, trackId)),
  });
  return () => {
    controller.abort();
    stopListening();
  };
}

function onVisibility(): void {
  if (!document.hidden) player.wake();
}

function changeInPlace(change: (queue: Queue) => Queue): void {
  player.state.update((state) => {
    const queue = change(state.queue);
    return queue === state.queue ? state : { ...state, queue };
  });
}
