import { ApiError } from '@/shared/api/apiError';
import { whenReady } from '@/shared/tracks/whenReady';
import type { Player } from '../player';
import { currentTrack } from '../playerState';
import type { Deck } from './deck';

const gone = 'This track is no longer available.';

/**
 * The files a deck plays from were removed: the preparation of its track began anew elsewhere, or
 * the track was deleted. Sound goes on from the buffer, then from the new files.
 */
export async function reopen(player: Player, deck: Deck): Promise<void> {
  const track = currentTrack(player.state.get());
  const { signal, url } = deck;
  if (track === null) return;
  try {
    const { playlist_url: renewed } = await whenReady(track.track_id, signal);
    if (signal.aborted) return;
    if (renewed == null || renewed === url) throw new ApiError(404, 'gone', gone);
    player.send({ type: 'starved' });
    await deck.load(renewed, deck.audio.currentTime);
  } catch (failure) {
    if (signal.aborted) return;
    player.send({ type: 'fail', reason: failure instanceof ApiError ? failure.message : gone });
  }
}
