import { useStore } from '@/shared/state/useStore';
import { player } from '../player';
import { PlayButton } from './PlayButton';

/** Starts the track at first, then plays and pauses it. */
export function EmbedPlayButton({ onStart }: { readonly onStart: () => void }) {
  const isIdle = useStore(player.state, (state) => state.phase.name === 'idle');
  return <PlayButton onClick={isIdle ? onStart : () => player.send({ type: 'toggle' })} />;
}
