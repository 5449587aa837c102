import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly isAlert?: boolean;
  /** Where nothing else is on the page, its title is the page's. */
  readonly isPage?: boolean;
}

/** In place of content that is empty, missing or could not be had. */
export function Notice(props: NoticeProps) {
  const { icon: Icon, title, children, isAlert = false, isPage = false } = props;
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div className={styles['notice']} role={isAlert ? 'alert' : undefined}>
      <Icon size={32} aria-hidden />
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
