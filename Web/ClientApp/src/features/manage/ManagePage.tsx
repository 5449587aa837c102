import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTrack } from '@/shared/tracks/useTrack';
import { TrackUnavailable } from '@/shared/tracks/TrackUnavailable';
import { Notice } from '@/shared/ui/Notice';
import { CorrectForm } from './CorrectForm';
import { DeletePanel } from './DeletePanel';
import styles from './ManagePage.module.css';

/** Reached by the manage link only: its token stands behind the # and is sent to nobody else. */
export function ManagePage({ trackId }: { readonly trackId: string }) {
  const [manageToken] = useState(() => location.hash.slice(1));
  const { track, error } = useTrack(trackId);
  const [isDeleted, setDeleted] = useState(false);
  if (isDeleted)
    return (
      <Notice icon={KeyRound} title="The track is gone" isPage>
        <p>It has been removed for everyone. This link has no further use.</p>
      </Notice>
    );
  if (manageToken === '')
    return (
      <Notice icon={KeyRound} title="This link is not complete" isPage>
        <p>
          A manage link ends with # and a long key, as it was shown after the upload. Open the whole
          link.
        </p>
      </Notice>
    );
  if (error !== null) return <TrackUnavailable error={error} />;
  if (track === null) return null;
  return (
    <div className={styles['page']}>
      <header>
        <h1>Manage “{track.title}”</h1>
        <p className={styles['lead']}>{track.artist}</p>
      </header>
      <CorrectForm track={track} manageToken={manageToken} />
      <DeletePanel track={track} manageToken={manageToken} onDeleted={() => setDeleted(true)} />
    </div>
  );
}
