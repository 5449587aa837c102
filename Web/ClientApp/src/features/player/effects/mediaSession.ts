import type { Track } from '@/shared/api/types';
import type { Watchable } from '@/shared/state/store';
import type { Emit } from '../model/events';
import { wantsSound } from '../model/phase';
import type { State } from '../model/state';
import { currentTrack, timelineOf } from '../model/state';

const seekStepSeconds = 10;

/** Lock screen, headset and media keys. */
export function connectMediaSession(
  state: Watchable<State>,
  emit: Emit,
  signal: AbortSignal,
): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  const seekBy = (seconds: number): void => emit({ type: 'seekBy', seconds });
  const actions: [MediaSessionAction, MediaSessionActionHandler][] = [
    ['play', () => emit({ type: 'play' })],
    ['pause', () => emit({ type: 'pause' })],
    ['previoustrack', () => emit({ type: 'previous' })],
    ['nexttrack', () => emit({ type: 'next' })],
    ['seekbackward', (details) => seekBy(-(details.seekOffset ?? seekStepSeconds))],
    ['seekforward', (details) => seekBy(details.seekOffset ?? seekStepSeconds)],
    ['seekto', (details) => emit({ type: 'seek', seconds: details.seekTime ?? 0 })],
    ['stop', () => emit({ type: 'pause' })],
  ];
  for (const [action, handler] of actions) mediaSession.setActionHandler(action, handler);

  let shown: Track | null = null;
  const stop = state.subscribe(() => {
    const now = state.get();
    const track = currentTrack(now);
    if (track !== shown) {
      shown = track;
      mediaSession.metadata = track === null ? null : metadataOf(track);
    }
    mediaSession.playbackState = wantsSound(now.phase) ? 'playing' : 'paused';
    const { position, duration } = timelineOf(now);
    if (duration > 0)
      mediaSession.setPositionState({ duration, position: Math.min(position, duration) });
  });
  signal.addEventListener('abort', () => {
    stop();
    for (const [action] of actions) mediaSession.setActionHandler(action, null);
  });
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
