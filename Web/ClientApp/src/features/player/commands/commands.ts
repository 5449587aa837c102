import { changeSettings, settings } from '@/shared/settings/settings';
import { seekBy } from '../mediaSession';
import { nextRepeat } from '../nextRepeat';
import type { Player } from '../player';

/** Something the keyboard can do: what it is called, by which key, and what happens. */
export interface Command {
  readonly name: string;
  /** As written on the help sheet. */
  readonly keys: string;
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly run: (player: Player, event: KeyboardEvent) => void;
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
    run: (player) => player.toggle(),
  },
  {
    name: 'Back 5 seconds',
    keys: '←',
    matches: key('ArrowLeft'),
    run: (player) => seekBy(player, -5),
  },
  {
    name: 'Forward 5 seconds',
    keys: '→',
    matches: key('ArrowRight'),
    run: (player) => seekBy(player, 5),
  },
  { name: 'Back 10 seconds', keys: 'J', matches: key('j'), run: (player) => seekBy(player, -10) },
  { name: 'Forward 10 seconds', keys: 'L', matches: key('l'), run: (player) => seekBy(player, 10) },
  {
    name: 'To a tenth of the track',
    keys: '0 to 9',
    matches: (event) => /^\d$/.test(event.key),
    run: (player, event) =>
      player.seek((Number(event.key) / 10) * player.timeline.get().duration),
  },
  { name: 'Next track', keys: 'Shift N', matches: key('N'), run: (player) => player.next() },
  {
    name: 'Previous track',
    keys: 'Shift P',
    matches: key('P'),
    run: (player) => player.previous(),
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
    run: (player) => player.setShuffle(!settings.get().shuffle),
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

function changeVolume(step: number): void {
  const volume = Math.min(1, Math.max(0, settings.get().volume + step));
  changeSettings({ volume, muted: false });
}
