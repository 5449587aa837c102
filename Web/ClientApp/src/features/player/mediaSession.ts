import type { Track } from '@/shared/api/types';
import { wantsSound } from './phase/phase';
import type { Player } from './player';
import { currentTrack } from './playerState';

const seekStepSeconds = 10;

/** Lock screen, headset and media keys. */
export function connectMediaSession(player: Player, signal: AbortSignal): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  const actions: [MediaSessionAction, MediaSessionActionHandler][] = [
    ['play', () => player.play()],
    ['pause', () => player.pause()],
    ['previoustrack', () => player.previous()],
    ['nexttrack', () => player.next()],
    ['seekbackward', (details) => seekBy(player, -(details.seekOffset ?? seekStepSeconds))],
    ['seekforward', (details) => seekBy(player, details.seekOffset ?? seekStepSeconds)],
    ['seekto', (details) => player.seek(details.seekTime ?? 0)],
    ['stop', () => player.pause()],
  ];
  for (const [action, handler] of actions) mediaSession.setActionHandler(action, handler);

  let shown: Track | null = null;
  const stopState = player.state.subscribe(() => {
    const state = player.state.get();
    const track = currentTrack(state);
    if (track !== shown) {
      shown = track;
      mediaSession.metadata = track === null ? null : metadataOf(track);
    }
    mediaSession.playbackState = wantsSound(state.phase) ? 'playing' : 'paused';
  });
  const stopTimeline = player.timeline.subscribe(() => {
    const { position, duration } = player.timeline.get();
    if (duration > 0)
      mediaSession.setPositionState({ duration, position: Math.min(position, duration) });
  });
  signal.addEventListener('abort', () => {
    stopState();
    stopTimeline();
    for (const [action] of actions) mediaSession.setActionHandler(action, null);
  });
}

export function seekBy(player: Player, seconds: number): void {
  player.seek(player.timeline.get().position + seconds);
}

function metadataOf(track: Track): MediaMetadata {
  const artwork = [
    { url: track.artwork_small_url, sizes: '128x128' },
    { url: track.artwork_url, sizes: '512x512' },
  ].flatMap(({ url, sizes }) => (url ? [{ src: url, sizes }] : []));
  return new MediaMetadata({
    title: track.title,
    artist: track.artist,
    album: track.album ?? '',
    artwork: artwork.length > 0 ? artwork : [{ src: '/icons/icon-512.png', sizes: '512x512' }],
  });
}
