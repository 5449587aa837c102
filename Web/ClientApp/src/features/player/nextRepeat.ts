import type { RepeatMode } from '@/shared/settings/settings';
import { changeSettings, settings } from '@/shared/settings/settings';

const following: Readonly<Record<RepeatMode, RepeatMode>> = { off: 'all', all: 'one', one: 'off' };

/** Off, the whole queue, this track, and off again. */
export function nextRepeat(): void {
  changeSettings({ repeat: following[settings.get().repeat] });
}
