import { changeSettings, settings } from '@/shared/settings/settings';
import type { Emit } from '../model/events';
import type { State } from '../model/state';
import { timelineOf } from '../model/state';
import { nextRepeat } from '../nextRepeat';

/** Something the keyboard can do: what it is called, by which key, and what happens. */
export interface Command {
  readonly name: string;
  /** As written on the help sheet. */
  readonly keys: string;
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly run: (emit: Emit, event: KeyboardEvent, state: State) => void;
}

const key =
  (...keys: string[]) =>
  (event: KeyboardEvent): boolean =>
    keys.includes(event.key);

export const commands: readonly Command[] = [
  {
    name: 'Play or pause',
    keys: 'Space or K',
    matches: key(' ', 'k'),
    run: (emit) => emit({ type: 'toggle' }),
  },
  { name: 'Back 5 seconds', keys: '←', matches: key('ArrowLeft'), run: seekBy(-5) },
  { name: 'Forward 5 seconds', keys: '→', matches: key('ArrowRight'), run: seekBy(5) },
  { name: 'Back 10 seconds', keys: 'J', matches: key('j'), run: seekBy(-10) },
  { name: 'Forward 10 seconds', keys: 'L', matches: key('l'), run: seekBy(10) },
  {
    name: 'To a tenth of the track',
    keys: '0 to 9',
    matches: (event) => /^\d$/.test(event.key),
    run: (emit, event, state) =>
      emit({ type: 'seek', seconds: (Number(event.key) / 10) * timelineOf(state).duration }),
  },
  {
    name: 'Next track',
    keys: 'Shift N',
    matches: key('N'),
    run: (emit) => emit({ type: 'next' }),
  },
  {
    name: 'Previous track',
    keys: 'Shift P',
    matches: key('P'),
    run: (emit) => emit({ type: 'previous' }),
  },
  { name: 'Louder', keys: '+', matches: key('+', '='), run: () => changeVolume(0.05) },
  { name: 'Quieter', keys: '−', matches: key('-'), run: () => changeVolume(-0.05) },
  {
    name: 'Mute',
    keys: 'M',
    matches: key('m'),
    run: () => changeSettings({ muted: !settings.get().muted }),
  },
  {
    name: 'Shuffle',
    keys: 'S',
    matches: key('s'),
    run: () => changeSettings({ shuffle: !settings.get().shuffle }),
  },
  {
    name: 'Repeat',
    keys: 'R',
    matches: key('r'),
    run: () => nextRepeat(),
  },
  {
    name: 'Search',
    keys: '/',
    matches: key('/'),
    run: () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
  },
];

function seekBy(seconds: number): Command['run'] {
  return (emit) => emit({ type: 'seekBy', seconds });
}

function changeVolume(step: number): void {
  const volume = Math.min(1, Math.max(0, settings.get().volume + step));
  changeSettings({ volume, muted: false });
}
