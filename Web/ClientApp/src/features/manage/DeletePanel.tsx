import { useState } from 'react';
import { ApiError } from '@/shared/api/apiError';
import { deleteTrack } from '@/shared/api/deleteTrack';
import type { Track } from '@/shared/api/types';
import { Button } from '@/shared/ui/Button';
import styles from './ManagePage.module.css';

interface DeletePanelProps {
  readonly track: Track;
  readonly manageToken: string;
  readonly onDeleted: () => void;
}

export function DeletePanel({ track, manageToken, onDeleted }: DeletePanelProps) {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const remove = async (): Promise<void> => {
    try {
      await deleteTrack(track.track_id, manageToken);
      onDeleted();
    } catch (failure) {
      setProblem(failure instanceof ApiError ? failure.message : 'It was not removed.');
    }
  };
  return (
    <section className={styles['card']} aria-labelledby="delete-title">
      <h2 id="delete-title">Remove</h2>
      <p>
        The recording, everything made from it and its statistics are removed for everyone. This
        cannot be undone.
      </p>
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={styles['actions']}>
        {isAsking ? (
          <>
            <Button kind="danger" onClick={() => void remove()}>
              Yes, remove it for good
            </Button>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
          </>
        ) : (
          <Button kind="danger" onClick={() => setAsking(true)}>
            Remove this track
          </Button>
        )}
      </div>
    </section>
  );
}
