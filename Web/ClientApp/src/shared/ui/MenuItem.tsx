import type { LucideIcon } from 'lucide-react';
import styles from './MenuItem.module.css';

interface MenuItemProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onSelect: () => void;
}

export function MenuItem({ icon: Icon, label, onSelect }: MenuItemProps) {
  return (
    <button type="button" className={styles['item']} onClick={onSelect}>
      <Icon size={18} aria-hidden />
      {label}
    </button>
  );
}
