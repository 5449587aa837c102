import { Repeat, Repeat1, Shuffle, SkipBack, SkipForward } from 'lucide-react';
import { changeSettings, settings } from '@/shared/settings/settings';
import type { RepeatMode } from '@/shared/settings/settings';
import { useStore } from '@/shared/state/useStore';
import { IconButton } from '@/shared/ui/IconButton';
import { player } from '../playerInstance';
import { PlayButton } from './PlayButton';
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
      <PlayButton onClick={() => player.toggle()} />
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
