import type { Track } from '../api/types';

/** A track can be played from its first prepared seconds on, which is before it is ready. */
export function isPlayable(track: Track): boolean {
  return track.playlist_url != null;
}
