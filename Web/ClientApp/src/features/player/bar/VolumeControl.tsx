import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { changeSettings, settings } from '@/shared/settings/settings';
import { useStore } from '@/shared/state/useStore';
import { IconButton } from '@/shared/ui/IconButton';
import styles from './VolumeControl.module.css';

export function VolumeControl({ className }: { readonly className?: string | undefined }) {
  const { volume, muted } = useStore(settings, (state) => state);
  const isSilent = muted || volume === 0;
  const audible = volume < 0.5 ? Volume1 : Volume2;
  return (
    <div className={[styles['volume'], className].filter(Boolean).join(' ')}>
      <IconButton
        icon={isSilent ? VolumeX : audible}
        label={muted ? 'Unmute' : 'Mute'}
        onClick={() => changeSettings({ muted: !muted })}
      />
      <input
        type="range"
        aria-label="Volume"
        min={0}
        max={100}
        value={muted ? 0 : Math.round(volume * 100)}
        onChange={(event) =>
          changeSettings({ volume: event.target.valueAsNumber / 100, muted: false })
        }
      />
    </div>
  );
}
