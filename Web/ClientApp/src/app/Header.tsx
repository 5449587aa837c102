import { AudioLines, ChartNoAxesColumn, Library, Upload } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Link, useRoute } from 'wouter';
import { ListeningNow } from './ListeningNow';
import { Shortcuts } from '@/features/player/commands/Shortcuts';
import { ThemeButton } from './ThemeButton';
import styles from './Header.module.css';

export function Header() {
  return (
    <header className={styles['header']}>
      <div className={styles['inner']}>
        <Link href="/" className={styles['brand']} aria-label="AudioStreaming, all tracks">
          <AudioLines size={26} aria-hidden />
          <span>AudioStreaming</span>
        </Link>
        <nav className={styles['nav']} aria-label="Main">
          <NavLink href="/" icon={Library} label="Tracks" />
          <NavLink href="/statistics" icon={ChartNoAxesColumn} label="Statistics" />
          <NavLink href="/upload" icon={Upload} label="Upload" />
        </nav>
        <ListeningNow />
        <Shortcuts />
        <ThemeButton />
      </div>
    </header>
  );
}

interface NavLinkProps {
  readonly href: string;
  readonly icon: LucideIcon;
  readonly label: string;
}

function NavLink({ href, icon: Icon, label }: NavLinkProps) {
  const [isCurrent] = useRoute(href);
  return (
    <Link href={href} className={styles['link']} aria-current={isCurrent ? 'page' : undefined}>
      <Icon size={18} aria-hidden />
      <span>{label}</span>
    </Link>
  );
}
