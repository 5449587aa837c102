import type { DeckEvent } from './events';
import { abandonPrepared, prepare } from './pair';
import { wantsSound } from './phase';
import { finish, playActive } from './playing';
import { levelFor } from './quality';
import type { DeckId } from './state';
import { currentTrack, firstRetryMs, timelineOf, upcoming } from './state';
import type { Change, Handlers } from './step';
import { act, inTurn, setDeck, stay, tell } from './step';

/** The next track is got ready this long before the current one ends. */
const prepareBeforeSeconds = 20;
/** Within this time of the end a timer replaces the browser's coarse `timeupdate`. */
const handoverWindowSeconds = 0.6;
/** How long a prepared element takes to sound after `play()`. */
const startLatencySeconds = 0.03;
/** Sound goes on from the buffer: being cut off is only worth a word once that has run dry. */
const dryBelowSeconds = 0.5;

const longestRetryMs = 10_000;
const mostRecoveries = 2;

const gone = 'This track is no longer available.';
const unplayable = 'This track cannot be played here.';

/** What a deck tells of itself. Only the one that is heard moves the phase. */
export function deckHandlers(deck: DeckId): Handlers<DeckEvent> {
  const whereHeard =
    (change: Change, otherwise: Change = stay): Change =>
    (state) =>
      deck === state.active ? change(state) : otherwise(state);
  return {
    ready: ({ isPaused }) =>
      whereHeard((state) =>
        inTurn(state, tell({ type: 'ready' }), (told) =>
          // Where it has been sought to its end, another play() would begin it anew.
          isPaused && wantsSound(told.phase) ? playActive(told) : stay(told),
        ),
      ),
    started: () => whereHeard(tell({ type: 'started' })),
    paused: () => whereHeard(wherePlaying(tell({ type: 'pause' }))),
    starved: () => whereHeard(tell({ type: 'starved' })),
    ended: () => whereHeard(finish),
    refused: () => whereHeard(tell({ type: 'refused' })),
    timeUp: () => whereHeard(wherePlaying(finish)),
    time: ({ timeline }) => (state) =>
      inTurn(state, setDeck(deck, { timeline }), whereHeard(watchEnd)),
    levels: ({ levels }) => (state) => {
      const index = levelFor(state.quality, levels);
      const choose = index === -1 ? stay : act({ type: 'level', deck, index });
      return inTurn(state, setDeck(deck, { levels }), choose);
    },
    level: ({ level }) => setDeck(deck, { level }),
    fetched: () => setDeck(deck, { retryMs: firstRetryMs }),
    fault: ({ kind, status, ahead }) => {
      if (status === 404 || status === 410) return whereHeard(locate, abandonPrepared);
      if (kind === 'network')
        return (state) => inTurn(state, retry(deck), whereHeard(whereDry(ahead)));
      const fail = whereHeard(tell({ type: 'fail', reason: unplayable }), abandonPrepared);
      return kind === 'media' ? recover(deck, fail) : fail;
    },
    found: ({ url }) => whereHeard(goOnFrom(url)),
    lost: ({ reason }) => whereHeard(tell({ type: 'fail', reason: reason ?? gone })),
  };
}

function wherePlaying(change: Change): Change {
  return (state) => (state.phase.name === 'playing' ? change(state) : stay(state));
}

function whereDry(ahead: number): Change {
  return ahead < dryBelowSeconds ? tell({ type: 'unreachable' }) : stay;
}

/** Gets the next track ready near the end, and hands over to it just before silence. */
const watchEnd: Change = (state) => {
  const { position, duration, isGrowing } = timelineOf(state);
  const left = duration - position;
  const isEndKnown = duration > 0 && !isGrowing && state.phase.name === 'playing';
  if (!isEndKnown || upcoming(state) === null) return endIn(null)(state);
  const ms = Math.max(0, left - startLatencySeconds) * 1000;
  return inTurn(
    state,
    left < prepareBeforeSeconds ? prepare : stay,
    endIn(left > handoverWindowSeconds ? null : ms),
  );
};

function endIn(ms: number | null): Change {
  return (state) => {
    const deck = state.active;
    if (ms === null && !state.decks[deck].isEnding) return stay(state);
    return inTurn(
      state,
      setDeck(deck, { isEnding: ms !== null }),
      act({ type: 'endIn', deck, ms }),
    );
  };
}

function retry(deck: DeckId): Change {
  return (state) => {
    const { retryMs } = state.decks[deck];
    return inTurn(
      state,
      setDeck(deck, { retryMs: Math.min(retryMs * 2, longestRetryMs) }),
      act({ type: 'retryIn', deck, ms: retryMs }),
    );
  };
}

function recover(deck: DeckId, otherwise: Change): Change {
  return (state) => {
    const recoveries = state.decks[deck].recoveries + 1;
    if (recoveries > mostRecoveries) return otherwise(state);
    return inTurn(state, setDeck(deck, { recoveries }), act({ type: 'recover', deck }));
  };
}

/**
 * The files it plays from were removed: the preparation of its track began anew elsewhere, or the
 * track was deleted. Sound goes on from the buffer, then from the new files.
 */
const locate: Change = (state) => {
  const track = currentTrack(state);
  if (track === null) return stay(state);
  return act({ type: 'locate', deck: state.active, trackId: track.track_id })(state);
};

function goOnFrom(url: string | null): Change {
  return (state) => {
    const deck = state.active;
    if (url === null || url === state.decks[deck].url)
      return tell({ type: 'fail', reason: gone })(state);
    return inTurn(
      state,
      tell({ type: 'starved' }),
      setDeck(deck, { url, retryMs: firstRetryMs, recoveries: 0, isEnding: false }),
      act({ type: 'reload', deck, url }),
    );
  };
}
