import type { LucideIcon } from 'lucide-react';
import { LoaderCircle, Pause, Play, RotateCcw } from 'lucide-react';
import { useStore } from '@/shared/state/useStore';
import { IconButton } from '@/shared/ui/IconButton';
import { wantsSound } from '../model/phase';
import type { Phase } from '../model/phase';
import { player } from '../player';
import styles from './PlayButton.module.css';

/** Play, pause, or what the player waits for. */
export function PlayButton({ onClick }: { readonly onClick: () => void }) {
  const phase = useStore(player.state, (state) => state.phase);
  const isBusy = wantsSound(phase) && phase.name !== 'playing';
  return (
    <IconButton
      className={[styles['play'], isBusy ? styles['busy'] : ''].join(' ')}
      icon={iconOf(phase)}
      label={labelOf(phase)}
      size={22}
      onClick={onClick}
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
