import type { LucideIcon } from 'lucide-react';
import {
  LoaderCircle, Pause, Play, Repeat, Repeat1, RotateCcw, Shuffle, SkipBack, SkipForward,
} from 'lucide-react';
import { changeSettings, settings } from '@/shared/settings/settings';
import type { RepeatMode } from '@/shared/settings/settings';
import { useStore } from '@/shared/state/useStore';
import { IconButton } from '@/shared/ui/IconButton';
import { wantsSound } from '../phase/phase';
import type { Phase } from '../phase/phase';
import { player } from '../playerInstance';
import styles from './Transport.module.css';

const nextMode: Readonly<Record<RepeatMode, RepeatMode>> = { off: 'all', all: 'one', one: 'off' };
const modeLabel: Readonly<Record<RepeatMode, string>> = {
  off: 'Repeat: off',
  all: 'Repeat: whole queue',
  one: 'Repeat: this track',
};

export function Transport() {
  const repeat = useStore(settings, (state) => state.repeat);
  const shuffle = useStore(settings, (state) => state.shuffle);
  return (
    <div className={styles['transport']} role="group" aria-label="Playback">
      <IconButton
        className={styles['extra']}
        icon={Shuffle}
        label="Shuffle"
        size={18}
        aria-pressed={shuffle}
        onClick={() => player.setShuffle(!shuffle)}
      />
      <IconButton icon={SkipBack} label="Previous track" onClick={() => player.previous()} />
      <PlayButton />
      <IconButton icon={SkipForward} label="Next track" onClick={() => player.next()} />
      <IconButton
        className={styles['extra']}
        icon={repeat === 'one' ? Repeat1 : Repeat}
        label={modeLabel[repeat]}
        size={18}
        aria-pressed={repeat !== 'off'}
        onClick={() => changeSettings({ repeat: nextMode[repeat] })}
      />
    </div>
  );
}

function PlayButton() {
  const phase = useStore(player.state, (state) => state.phase);
  const isBusy = wantsSound(phase) && phase.name !== 'playing';
  return (
    <IconButton
      className={[styles['play'], isBusy ? styles['busy'] : ''].join(' ')}
      icon={iconOf(phase)}
      label={labelOf(phase)}
      size={22}
      onClick={() => player.toggle()}
    />
  );
}

function iconOf(phase: Phase): LucideIcon {
  if (phase.name === 'playing') return Pause;
  if (phase.name === 'failed' || phase.name === 'ended') return RotateCcw;
  return wantsSound(phase) ? LoaderCircle : Play;
}

function labelOf(phase: Phase): string {
  if (phase.name === 'failed') return 'Try again';
  if (phase.name === 'ended') return 'Play again';
  return wantsSound(phase) ? 'Pause' : 'Play';
}
