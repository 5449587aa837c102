import type { Track } from '../api/types';
import { copyText } from './copyText';

/** The system's share sheet where there is one, else the link in the clipboard. */
export async function shareTrack(track: Track): Promise<void> {
  const url = `${location.origin}/t/${track.track_id}`;
  const isTouch = matchMedia('(pointer: coarse)').matches;
  if (isTouch && 'share' in navigator) {
    // Rejected when the person changes their mind.
    await navigator.share({ title: `${track.title}, ${track.artist}`, url }).catch(() => undefined);
    return;
  }
  await copyText(url, 'Link copied.');
}
