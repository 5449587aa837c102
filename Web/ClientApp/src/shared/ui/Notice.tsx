import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly isAlert?: boolean;
}

/** In place of content that is empty, missing or could not be had. */
export function Notice({ icon: Icon, title, children, isAlert = false }: NoticeProps) {
  return (
    <div className={styles['notice']} role={isAlert ? 'alert' : undefined}>
      <Icon size={32} aria-hidden />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
