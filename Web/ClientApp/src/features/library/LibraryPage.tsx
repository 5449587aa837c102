import { CloudOff, Music, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { formatCount } from '@/shared/format/formatCount';
import { Button } from '@/shared/ui/Button';
import { Notice } from '@/shared/ui/Notice';
import type { LibraryState } from './library';
import { loadLibrary, reload } from './library';
import { LibraryTools } from './LibraryTools';
import { TrackList } from './TrackList';
import { TrackListSkeleton } from './TrackListSkeleton';
import { useLibrary } from './useLibrary';
import styles from './LibraryPage.module.css';

/** Everything that can be played. `aside` stands beside it where there is room. */
export function LibraryPage({ aside }: { readonly aside: ReactNode }) {
  const state = useLibrary();
  return (
    <div className={styles['page']}>
      <section className={styles['main']} aria-labelledby="library-title">
        <header className={styles['header']}>
          <h1 id="library-title">Tracks</h1>
          {state.total > 0 && (
            <span className={styles['total']} aria-live="polite">
              {formatCount(state.total)}
            </span>
          )}
          <LibraryTools />
        </header>
        <LibraryContent state={state} />
      </section>
      <aside className={styles['aside']} aria-label="Live">
        {aside}
      </aside>
    </div>
  );
}

function LibraryContent({ state }: { readonly state: LibraryState }) {
  const [, navigate] = useLocation();
  if (state.phase === 'failed' && state.tracks.length === 0)
    return (
      <Notice icon={CloudOff} title="The library cannot be loaded" isAlert>
        <p>{state.problem}</p>
        <Button onClick={() => void reload()}>Try again</Button>
      </Notice>
    );
  if (state.tracks.length > 0) return <TrackList state={state} />;
  if (state.phase === 'loading') return <TrackListSkeleton />;
  if (state.search !== '')
    return (
      <Notice icon={SearchX} title={`Nothing found for “${state.search}”`}>
        <p>Try fewer or other words; small typos are forgiven.</p>
        <Button onClick={() => void loadLibrary('', state.sort)}>Show all tracks</Button>
      </Notice>
    );
  return (
    <Notice icon={Music} title="No tracks yet">
      <p>Be the first: upload an MP3, FLAC or WAV file. No account, nothing to sign up for.</p>
      <Button kind="primary" onClick={() => navigate('/upload')}>
        Upload a track
      </Button>
    </Notice>
  );
}
