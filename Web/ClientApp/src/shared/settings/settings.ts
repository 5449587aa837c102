import { createStore } from '../state/store';

export type Theme = 'system' | 'light' | 'dark';
export type RepeatMode = 'off' | 'all' | 'one';

/** How this browser likes it. Nothing here says who it is or what was heard. */
export interface Settings {
  readonly theme: Theme;
  readonly volume: number;
  readonly muted: boolean;
  readonly normalize: boolean;
  readonly repeat: RepeatMode;
  readonly shuffle: boolean;
}

const storageKey = 'settings';

const defaults: Settings = {
  theme: 'system',
  volume: 0.8,
  muted: false,
  normalize: true,
  repeat: 'off',
  shuffle: false,
};

export const settings = createStore<Settings>(read());

export function changeSettings(changes: Partial<Settings>): void {
  settings.update((current) => ({ ...current, ...changes }));
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings.get()));
  } catch {
    // Storage is full or closed to us: the settings last as long as the page.
  }
}

function read(): Settings {
  try {
    return parseSettings(localStorage.getItem(storageKey));
  } catch {
    return defaults;
  }
}

/** Takes what is understood of the stored text and the defaults for the rest. */
export function parseSettings(text: string | null): Settings {
  const stored = JSON.parse(text ?? '{}') as Partial<Record<keyof Settings, unknown>>;
  const pick = <T>(value: unknown, allowed: readonly T[], fallback: T): T =>
    allowed.find((option) => option === value) ?? fallback;
  const volume = typeof stored.volume === 'number' ? stored.volume : defaults.volume;
  return {
    theme: pick(stored.theme, ['system', 'light', 'dark'] as const, defaults.theme),
    volume: Math.min(1, Math.max(0, volume)),
    muted: pick(stored.muted, [true, false], defaults.muted),
    normalize: pick(stored.normalize, [true, false], defaults.normalize),
    repeat: pick(stored.repeat, ['off', 'all', 'one'] as const, defaults.repeat),
    shuffle: pick(stored.shuffle, [true, false], defaults.shuffle),
  };
}
