import { Link } from 'wouter';
import styles from './Footer.module.css';

export function Footer() {
  return (
    <footer className={styles['footer']}>
      <p>No account, no cookie, nobody is identified.</p>
      <nav aria-label="About">
        <Link href="/methodology">How we count</Link>
        <Link href="/privacy">Privacy</Link>
      </nav>
    </footer>
  );
}
