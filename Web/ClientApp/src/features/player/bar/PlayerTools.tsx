import { ChevronUp, ListMusic } from 'lucide-react';
import { IconButton } from '@/shared/ui/IconButton';
import { QualityMenu } from './QualityMenu';
import { VolumeControl } from './VolumeControl';
import styles from './PlayerBar.module.css';

interface PlayerToolsProps {
  readonly onQueue: () => void;
  readonly onExpand: () => void;
}

export function PlayerTools({ onQueue, onExpand }: PlayerToolsProps) {
  return (
    <div className={styles['tools']}>
      <VolumeControl className={styles['wide']} />
      <QualityMenu className={styles['wide']} />
      <IconButton className={styles['wide']} icon={ListMusic} label="Queue" onClick={onQueue} />
      <IconButton
        className={styles['narrow']}
        icon={ChevronUp}
        label="Open the large player"
        onClick={onExpand}
      />
    </div>
  );
}
