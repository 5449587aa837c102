import type { DeckId } from './state';
import { currentTrack, emptyDeck, standbyId, upcoming } from './state';
import type { Change } from './step';
import { act, inTurn, set, setDeck, stay } from './step';

export function load(deck: DeckId, url: string): Change {
  return (state) =>
    inTurn(state, setDeck(deck, { ...emptyDeck, url }), act({ type: 'load', deck, url }));
}

function unload(deck: DeckId): Change {
  return (state) =>
    state.decks[deck].url === null
      ? stay(state)
      : inTurn(state, setDeck(deck, emptyDeck), act({ type: 'unload', deck }));
}

/** Gets the next track ready in silence. It opens no session: nobody listens to it yet. */
export const prepare: Change = (state) => {
  const url = upcoming(state)?.playlist_url ?? null;
  return url === null || url === state.prepared
    ? stay(state)
    : inTurn(state, set({ prepared: url }), load(standbyId(state), url));
};

/** It could not be got ready, and is not tried again before its turn. */
export const abandonPrepared: Change = (state) => unload(standbyId(state))(state);

const unprepare: Change = (state) => inTurn(state, abandonPrepared, set({ prepared: null }));

/** Whatever the queue, the settings or a track became: only what really follows stays ready. */
export const unprepareStale: Change = (state) =>
  state.prepared === null || state.prepared === upcoming(state)?.playlist_url
    ? stay(state)
    : unprepare(state);

/** Puts the current track on the active deck: the one that has it ready, or an empty one. */
export const turn: Change = (state) => {
  const finished = state.active;
  const ready = state.decks[standbyId(state)].url;
  if (ready === null || ready !== currentTrack(state)?.playlist_url)
    return inTurn(state, unprepare, unload(finished));
  return inTurn(
    state,
    set({ active: standbyId(state), prepared: null }),
    act({ type: 'pause', deck: finished }),
    unload(finished),
  );
};
