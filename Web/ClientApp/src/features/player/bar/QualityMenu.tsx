import { SlidersHorizontal } from 'lucide-react';
import { useId } from 'react';
import { changeSettings, settings } from '@/shared/settings/settings';
import { useStore } from '@/shared/state/useStore';
import { Popover } from '@/shared/ui/Popover';
import type { QualityChoice, QualityLevel } from '../model/quality';
import { levelFor } from '../model/quality';
import { activeDeck } from '../model/state';
import { player } from '../player';
import styles from './QualityMenu.module.css';

export function QualityMenu({ className }: { readonly className?: string | undefined }) {
  return (
    <Popover icon={SlidersHorizontal} label="Sound" placement="above" className={className}>
      {() => <SoundSettings />}
    </Popover>
  );
}

/** Quality and loudness. */
export function SoundSettings() {
  const levels = useStore(player.state, (state) => activeDeck(state).levels);
  const level = useStore(player.state, (state) => activeDeck(state).level);
  const quality = useStore(player.state, (state) => state.quality);
  const normalize = useStore(settings, (state) => state.normalize);
  const chosen = levelFor(quality, levels);
  const group = useId();
  const heard = levels.find((candidate) => candidate.index === level);
  return (
    <div className={styles['panel']}>
      <fieldset>
        <legend>Quality</legend>
        <Choice
          group={group}
          label={heard && chosen === -1 ? `Auto (${nameOf(heard)})` : 'Auto'}
          isChosen={quality === 'auto'}
          onChoose={() => choose('auto')}
        />
        {levels.map((option) => (
          <Choice
            key={option.index}
            group={group}
            label={nameOf(option)}
            isChosen={option.index === chosen}
            onChoose={() => choose(option)}
          />
        ))}
      </fieldset>
      <label className={styles['choice']}>
        <input
          type="checkbox"
          checked={normalize}
          onChange={(event) => changeSettings({ normalize: event.target.checked })}
        />
        Same loudness for every track
      </label>
    </div>
  );
}

function choose(quality: QualityChoice): void {
  player.send({ type: 'quality', quality });
}

interface ChoiceProps {
  readonly group: string;
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ group, label, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className={styles['choice']}>
      <input type="radio" name={group} checked={isChosen} onChange={onChoose} />
      {label}
    </label>
  );
}

function nameOf(level: QualityLevel): string {
  return `${gradeOf(level)}, ${Math.round(level.bitrate / 1000)} kbit/s`;
}

function gradeOf({ isLossless, bitrate }: QualityLevel): string {
  if (isLossless) return 'Lossless';
  if (bitrate < 100_000) return 'Saving data';
  return bitrate < 200_000 ? 'Normal' : 'High';
}
