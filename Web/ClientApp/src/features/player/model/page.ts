import type { PageEvent } from './events';
import { numbersFrom } from './numbersFrom';
import { setVolume } from './playing';
import * as queues from './queue';
import { leave, wake } from './session';
import type { Change, Handlers } from './step';
import { act, inTurn, set, stay } from './step';

/** What happens to the page. */
export const page: Handlers<PageEvent> = {
  settings: ({ settings, seed }) => (state) =>
    inTurn(
      state,
      set({ settings }),
      settings.shuffle === state.settings.shuffle ? stay : arrange(settings.shuffle, seed),
      setVolume,
    ),
  wake: ({ at }) => (state) => inTurn(state, wake(at), retryWhereWaiting),
  leave: () => leave,
};

function arrange(isShuffled: boolean, seed: number): Change {
  return (state) => {
    const { queue } = state;
    const arranged = isShuffled
      ? queues.shuffle(queue, numbersFrom(seed))
      : queues.unshuffle(queue);
    return set({ queue: arranged })(state);
  };
}

const retryWhereWaiting: Change = (state) => {
  const isWaiting = state.phase.name === 'waiting' && state.phase.cause === 'network';
  return isWaiting ? act({ type: 'retryIn', deck: state.active, ms: 0 })(state) : stay(state);
};
