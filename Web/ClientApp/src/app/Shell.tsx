import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { PlayerBar } from '@/features/player/bar/PlayerBar';
import { Toasts } from '@/shared/ui/Toasts';
import { Footer } from './Footer';
import { Header } from './Header';
import styles from './Shell.module.css';

/** What stays while pages change: header, player, messages. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const main = useFocusOnNavigation();
  return (
    <>
      <a className={styles['skip']} href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" ref={main} className={styles['main']} tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <PlayerBar />
      <Toasts />
    </>
  );
}

/** A new page begins at its top, for eyes and for screen readers. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  const previous = useRef(path);
  useEffect(() => {
    if (previous.current === path) return;
    previous.current = path;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
