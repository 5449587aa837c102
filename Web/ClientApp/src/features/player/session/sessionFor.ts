import type { Track } from '@/shared/api/types';
import type { Player } from '../player';
import { browserWorld } from './browserWorld';
import { ListeningSession } from './listeningSession';

/** A session of the track on the active deck, which it tells where the playlist is. */
export function sessionFor(
  track: Track,
  player: Player,
  isCurrent: () => boolean,
): ListeningSession {
  const deck = player.decks.active;
  // A deck that was prepared, or whose session was lost, has its playlist already.
  const isWaitedFor = (): boolean => isCurrent() && deck.url === null;
  return new ListeningSession(
    track.track_id,
    () => deck.audio.currentTime,
    {
      onOpened(opened) {
        if (isWaitedFor()) void deck.load(opened.playlist_url);
      },
      onUnreachable() {
        if (isWaitedFor()) player.send({ type: 'unreachable' });
      },
      onRefused(error) {
        if (isWaitedFor()) player.send({ type: 'fail', reason: error.message });
      },
    },
    browserWorld,
  );
}
