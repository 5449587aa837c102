import { useStore } from '@/shared/state/useStore';
import type { Phase } from '../model/phase';
import { activeDeck } from '../model/state';
import { player } from '../player';
import styles from './PlayerBar.module.css';

/** The artist, or what keeps the sound away. */
export function PlayerStatus({ artist }: { readonly artist: string }) {
  const phase = useStore(player.state, (state) => state.phase);
  const isGrowing = useStore(player.state, (state) => activeDeck(state).timeline.isGrowing);
  const problem = problemOf(phase, isGrowing);
  return (
    <p className={styles['artist']} role="status">
      {problem === null ? artist : <span className={styles['problem']}>{problem}</span>}
    </p>
  );
}

function problemOf(phase: Phase, isGrowing: boolean): string | null {
  if (phase.name === 'failed') return phase.reason;
  if (phase.name === 'blocked') return 'Press play to start';
  if (phase.name === 'waiting' && phase.cause === 'network') return 'Waiting for the connection…';
  if (phase.name === 'waiting' && isGrowing) return 'The rest is being prepared…';
  return null;
}
