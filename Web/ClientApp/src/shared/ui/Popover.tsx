import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from './IconButton';
import styles from './Popover.module.css';

interface PopoverProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly placement?: 'above' | 'below';
  readonly className?: string | undefined;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel; Escape, a click outside or leaving it by Tab closes it. */
export function Popover({ icon, label, placement = 'below', className, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    document.addEventListener('keydown', closeOnEscape);
    const opener = button.current;
    return () => {
      // The focus goes back to where it came from, unless it has gone elsewhere.
      if (document.activeElement === document.body) opener?.focus();
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, [isOpen]);

  return (
    <div ref={root} className={[styles['root'], className].filter(Boolean).join(' ')}>
      <IconButton
        ref={button}
        icon={icon}
        label={label}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && <div className={styles[placement]}>{children(() => setOpen(false))}</div>}
    </div>
  );
}
