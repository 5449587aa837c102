import type { ListenerEvent } from './events';
import { elementVolume } from './loudness';
import { numbersFrom } from './numbersFrom';
import { turn } from './pair';
import { wantsSound } from './phase';
import { levelFor } from './quality';
import * as queues from './queue';
import { closeSession, openSession } from './session';
import type { DeckId } from './state';
import { activeDeck, currentTrack } from './state';
import type { Change, Handlers } from './step';
import { act, inTurn, set, stay, tell } from './step';

/** "Previous" goes to the beginning of a track that has played for longer than this. */
const restartAfterSeconds = 3;

/** Opens the current track and plays it, at once where it is ready. */
export const begin: Change = (state) =>
  currentTrack(state) === null
    ? stay(state)
    : inTurn(
        state,
        closeSession,
        turn,
        tell({ type: 'load', play: true }),
        setVolume,
        whereLoaded(playActive),
        openSession,
      );

/** The current track has been heard to its end. */
export const finish: Change = (state) => {
  const { queue, settings } = state;
  const following = settings.repeat === 'one' ? queue : queues.next(queue, settings.repeat);
  return following === null
    ? inTurn(state, tell({ type: 'finished' }), closeSession)
    : inTurn(state, set({ queue: following }), begin);
};

export const setVolume: Change = (state) => {
  const { volume, muted, normalize } = state.settings;
  return act({
    type: 'volume',
    deck: state.active,
    volume: elementVolume(volume, currentTrack(state), normalize),
    muted,
  })(state);
};

/** Changes what comes; starts where nothing was in the queue. */
export function changeQueue(change: (queue: queues.Queue) => queues.Queue): Change {
  return (state) =>
    inTurn(
      state,
      set({ queue: change(state.queue) }),
      state.queue.current === -1 ? begin : stay,
    );
}

export const playActive: Change = (state) => act({ type: 'play', deck: state.active })(state);

const play: Change = (state) => {
  if (state.phase.name === 'failed') return begin(state);
  const isOver = state.phase.name === 'ended';
  return inTurn(state, isOver ? restart : stay, tell({ type: 'play' }), playActive);
};

const pause: Change = (state) =>
  inTurn(state, tell({ type: 'pause' }), act({ type: 'pause', deck: state.active }));

const restart: Change = (state) => inTurn(state, seek(0), closeSession, openSession);

const previous: Change = (state) => {
  const queue = queues.previous(state.queue, state.settings.repeat);
  if (queue === null || activeDeck(state).timeline.position > restartAfterSeconds)
    return seek(0)(state);
  return inTurn(state, set({ queue }), begin);
};

function seek(seconds: number): Change {
  return (state) => act({ type: 'seek', deck: state.active, seconds })(state);
}

function whereLoaded(change: Change): Change {
  return (state) => (activeDeck(state).url === null ? stay(state) : change(state));
}

/** What the listener wants. */
export const listener: Handlers<ListenerEvent> = {
  playList: ({ tracks, index, seed }) => (state) => {
    const started = queues.startQueue(tracks, index);
    const { shuffle } = state.settings;
    const queue = shuffle ? queues.shuffle(started, numbersFrom(seed)) : started;
    return inTurn(state, set({ queue }), begin);
  },
  play: () => play,
  pause: () => pause,
  toggle: () => (state) => (wantsSound(state.phase) ? pause(state) : play(state)),
  next: () => (state) => {
    const queue = queues.next(state.queue, state.settings.repeat);
    return queue === null ? stay(state) : inTurn(state, set({ queue }), begin);
  },
  previous: () => previous,
  seek: ({ seconds }) => seek(seconds),
  seekBy: ({ seconds }) => (state) => seek(activeDeck(state).timeline.position + seconds)(state),
  quality: ({ quality }) => (state) =>
    inTurn(
      state,
      set({ quality }),
      ...(['a', 'b'] satisfies DeckId[]).map((deck): Change => {
        const { url, levels } = state.decks[deck];
        const index = levelFor(quality, levels);
        return url === null ? stay : act({ type: 'level', deck, index });
      }),
    ),
};
