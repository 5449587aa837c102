import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { ApiError } from '@/shared/api/apiError';
import { getTrack } from '@/shared/api/getTrack';
import { updateTrack } from '@/shared/api/updateTrack';
import type { Track } from '@/shared/api/types';
import { Button } from '@/shared/ui/Button';
import { TextField } from '@/shared/ui/TextField';
import { toast } from '@/shared/ui/toasts';
import styles from './ManagePage.module.css';

interface CorrectFormProps {
  readonly track: Track;
  readonly manageToken: string;
}

export function CorrectForm({ track, manageToken }: CorrectFormProps) {
  const [title, setTitle] = useState(track.title);
  const [artist, setArtist] = useState(track.artist);
  const [revision, setRevision] = useState(track.revision);
  const [problem, setProblem] = useState<string | null>(null);

  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    try {
      const saved = await updateTrack(track.track_id, manageToken, { title, artist, revision });
      setRevision(saved.revision);
      setProblem(null);
      toast('Saved.');
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 409) await tellOfTheOther();
      else setProblem(failure instanceof ApiError ? failure.message : 'It was not saved.');
    }
  };
  const tellOfTheOther = async (): Promise<void> => {
    const now = await getTrack(track.track_id);
    setRevision(now.revision);
    setProblem(
      `Meanwhile it was changed to “${now.title}” by ${now.artist}. Save again to replace that.`,
    );
  };
  return (
    <form className={styles['card']} onSubmit={(event) => void save(event)}>
      <h2>Correct</h2>
      <TextField label="Title" value={title} onChange={setTitle} />
      <TextField label="Artist" value={artist} onChange={setArtist} />
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={styles['actions']}>
        <Button type="submit" kind="primary">
          Save
        </Button>
      </div>
    </form>
  );
}
