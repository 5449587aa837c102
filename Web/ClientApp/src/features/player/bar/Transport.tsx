import { Repeat, Repeat1, Shuffle, SkipBack, SkipForward } from 'lucide-react';
import { changeSettings, settings } from '@/shared/settings/settings';
import type { RepeatMode } from '@/shared/settings/settings';
import { useStore } from '@/shared/state/useStore';
import { IconButton } from '@/shared/ui/IconButton';
import { nextRepeat } from '../nextRepeat';
import { player } from '../player';
import { PlayButton } from './PlayButton';
import styles from './Transport.module.css';

const modeLabel: Readonly<Record<RepeatMode, string>> = {
  off: 'Repeat: off',
  all: 'Repeat: whole queue',
  one: 'Repeat: this track',
};

/** `isWhole`: with shuffle and repeat also where there is little room. */
export function Transport({ isWhole = false }: { readonly isWhole?: boolean }) {
  const repeat = useStore(settings, (state) => state.repeat);
  const shuffle = useStore(settings, (state) => state.shuffle);
  const extra = isWhole ? '' : styles['extra'];
  return (
    <div className={styles['transport']} role="group" aria-label="Playback">
      <IconButton
        className={extra}
        icon={Shuffle}
        label="Shuffle"
        size={18}
        aria-pressed={shuffle}
        onClick={() => changeSettings({ shuffle: !shuffle })}
      />
      <IconButton
        icon={SkipBack}
        label="Previous track"
        onClick={() => player.send({ type: 'previous' })}
      />
      <PlayButton onClick={() => player.send({ type: 'toggle' })} />
      <IconButton
        icon={SkipForward}
        label="Next track"
        onClick={() => player.send({ type: 'next' })}
      />
      <IconButton
        className={extra}
        icon={repeat === 'one' ? Repeat1 : Repeat}
        label={modeLabel[repeat]}
        size={18}
        aria-pressed={repeat !== 'off'}
        onClick={() => nextRepeat()}
      />
    </div>
  );
}
