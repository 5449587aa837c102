import { deckHandlers } from './decks';
import type { Happening, PlayerEvent } from './events';
import { listing } from './listing';
import { page } from './page';
import { unprepareStale } from './pair';
import { listener } from './playing';
import { answered, beat, followPhase } from './session';
import type { State } from './state';
import type { Handlers, Step } from './step';
import { changeFor, inTurn } from './step';

const decks = { a: deckHandlers('a'), b: deckHandlers('b') };

const handlers: Handlers<Happening> = {
  ...listener,
  ...listing,
  ...page,
  deck: ({ deck, event, at, seed }) => changeFor(decks[deck], { ...event, at, seed }),
  session: ({ session, event, at, seed }) => answered(session, { ...event, at, seed }),
  beat: ({ at }) => beat(at),
};

/** All that the player decides: a function of what was and what happens. */
export function reduce(state: State, event: PlayerEvent): Step {
  return inTurn(state, changeFor(handlers, event), unprepareStale, followPhase(event.at));
}
