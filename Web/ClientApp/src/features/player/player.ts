import { settings } from '@/shared/settings/settings';
import { createStore } from '@/shared/state/store';
import type { Watchable } from '@/shared/state/store';
import { deckRunner } from './effects/decks';
import { connectPage } from './effects/page';
import { sessionRunner } from './effects/session';
import type { Effect, Runner } from './model/effects';
import type { Happening } from './model/events';
import { reduce } from './model/reduce';
import type { State } from './model/state';
import { initialState } from './model/state';

const state = createStore(initialState(settings.get()));
const runner: Runner<Effect> = { ...deckRunner(send), ...sessionRunner(send) };

function send(happening: Happening): void {
  const moment = { at: Date.now(), seed: Math.random() * 2 ** 32 };
  const step = reduce(state.get(), { ...happening, ...moment });
  state.set(step.state);
  step.effects.forEach(run);
}

function run(effect: Effect): void {
  const does = runner[effect.type] as (effect: Effect) => void;
  does(effect);
}

/** The page's one player: what it is like, and what can be asked of it. */
export const player = {
  state: state as Watchable<State>,
  send,
  /** Connects it with the page around it; undone by the returned function. */
  connect: () => connectPage(state, send),
};
