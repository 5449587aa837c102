import type { Effect } from './effects';
import type { Moment } from './events';
import type { PhaseEvent } from './phase';
import type { DeckId, DeckState, State } from './state';
import { transition } from './transition';

/** What becomes of the state, and what is to be done about it, in this order. */
export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export type Change = (state: State) => Step;

export function stay(state: State): Step {
  return { state, effects: [] };
}

/** One change after the other, each on what the one before has left. */
export function inTurn(state: State, ...changes: readonly Change[]): Step {
  return changes.reduce<Step>((step, change) => {
    const next = change(step.state);
    return { state: next.state, effects: [...step.effects, ...next.effects] };
  }, stay(state));
}

export function act(...effects: readonly Effect[]): Change {
  return (state) => ({ state, effects });
}

export function set(changes: Partial<State>): Change {
  return (state) => stay({ ...state, ...changes });
}

export function setDeck(deck: DeckId, changes: Partial<DeckState>): Change {
  return (state) =>
    stay({ ...state, decks: { ...state.decks, [deck]: { ...state.decks[deck], ...changes } } });
}

/** Tells the phase table. */
export function tell(event: PhaseEvent): Change {
  return (state) => {
    const phase = transition(state.phase, event);
    return stay(phase === state.phase ? state : { ...state, phase });
  };
}

/** What each kind of event changes. */
export type Handlers<E extends { readonly type: string }> = {
  readonly [K in E['type']]: (event: Extract<E, { readonly type: K }> & Moment) => Change;
};

/** The change that the table has for an event. */
export function changeFor<E extends { readonly type: string }>(
  handlers: Handlers<E>,
  event: E & Moment,
): Change {
  // Each handler is only ever called with the kind of event it is listed under.
  const handle = handlers[event.type as E['type']] as (event: E & Moment) => Change;
  return handle(event);
}
