import type { DeckEffect, Runner } from '../model/effects';
import type { Emit } from '../model/events';
import type { DeckId } from '../model/state';
import { Deck } from './deck';

/** Two decks, so that the next track is ready to sound when the current one ends. */
export function deckRunner(emit: Emit): Runner<DeckEffect> {
  const open = (deck: DeckId): Deck => new Deck((event) => emit({ type: 'deck', deck, event }));
  const decks = { a: open('a'), b: open('b') };
  return {
    load: ({ deck, url }) => void decks[deck].load(url),
    reload: ({ deck, url }) => decks[deck].reload(url),
    unload: ({ deck }) => decks[deck].unload(),
    play: ({ deck }) => decks[deck].play(),
    pause: ({ deck }) => decks[deck].pause(),
    seek: ({ deck, seconds }) => decks[deck].seek(seconds),
    level: ({ deck, index }) => decks[deck].chooseLevel(index),
    volume: ({ deck, volume, muted }) => decks[deck].setVolume(volume, muted),
    retryIn: ({ deck, ms }) => decks[deck].retryIn(ms),
    recover: ({ deck }) => decks[deck].recover(),
    locate: ({ deck, trackId }) => void decks[deck].locate(trackId),
    endIn: ({ deck, ms }) => decks[deck].endIn(ms),
  };
}
