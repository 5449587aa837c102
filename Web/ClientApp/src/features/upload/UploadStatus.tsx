import { Play, RotateCcw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Track } from '@/shared/api/types';
import { formatBytes } from '@/shared/format/formatBytes';
import { usePlayback } from '@/shared/playback/playbackPort';
import { isPlayable } from '@/shared/tracks/isPlayable';
import { Button } from '@/shared/ui/Button';
import { cancelUpload, canStart, dismissUpload, startUpload } from './transfers';
import type { Progress, Upload } from './uploads';
import styles from './UploadCard.module.css';

/** Where an upload is, and what can be done about it now. */
export function UploadStatus({ upload }: { readonly upload: Upload }) {
  return <div className={styles['actions']}>{contentOf(upload)}</div>;
}

function contentOf(upload: Upload): ReactNode {
  const { id, progress } = upload;
  const missing = upload.title === '' || upload.artist === '';
  switch (progress.name) {
    case 'editing':
      return (
        <>
          <p className={styles['words']}>{missing ? 'Please fill in artist and title.' : ''}</p>
          <RemoveButton id={id} />
          <Button kind="primary" disabled={!canStart(upload)} onClick={() => startUpload(id)}>
            Upload
          </Button>
        </>
      );
    case 'queued':
      return <Waiting id={id} words="Waiting for the others" />;
    case 'sending':
      return <Sending id={id} progress={progress} />;
    case 'failed':
      return (
        <>
          <p className={styles['problem']} role="alert">
            {progress.error.message}
          </p>
          <p className={styles['words']} />
          <RemoveButton id={id} />
          <Button kind="primary" disabled={missing} onClick={() => startUpload(id)}>
            <RotateCcw size={16} aria-hidden /> Try again
          </Button>
        </>
      );
    case 'converting':
      return <Converting track={progress.track} />;
    case 'ready':
      return <Ready track={progress.track} />;
    case 'rejected':
      return (
        <p className={styles['problem']} role="alert">
          {progress.reason}
        </p>
      );
  }
}

function Sending({ id, progress }: { id: number; progress: Progress & { name: 'sending' } }) {
  const { sentBytes, totalBytes, bytesPerSecond } = progress;
  const speed = bytesPerSecond === null ? '' : `, ${formatBytes(bytesPerSecond)}/s`;
  const words = `${formatBytes(sentBytes)} of ${formatBytes(totalBytes)}${speed}`;
  return (
    <>
      <progress
        className={styles['progress']}
        aria-label="Uploading"
        value={sentBytes}
        max={totalBytes}
      />
      <Waiting id={id} words={words} />
    </>
  );
}

function Waiting({ id, words }: { readonly id: number; readonly words: string }) {
  return (
    <>
      <p className={styles['words']}>{words}</p>
      <Button onClick={() => cancelUpload(id)}>
        <X size={16} aria-hidden /> Cancel
      </Button>
    </>
  );
}

function Converting({ track }: { readonly track: Track | null }) {
  const isEarly = track !== null && isPlayable(track);
  return (
    <>
      <progress className={styles['progress']} aria-label="Converting" />
      <p className={styles['words']} role="status">
        {isEarly
          ? 'Uploaded. It can already be played; the rest is being prepared…'
          : 'Uploaded. It is being made playable…'}
      </p>
      {isEarly && <PlayButton track={track} />}
    </>
  );
}

function PlayButton({ track }: { readonly track: Track }) {
  const playback = usePlayback();
  return (
    <Button kind="primary" onClick={() => playback.playList([track], 0)}>
      <Play size={16} fill="currentColor" aria-hidden /> Play
    </Button>
  );
}

function Ready({ track }: { readonly track: Track }) {
  return (
    <>
      <p className={styles['ready']} role="status">
        Ready to play
      </p>
      <Link href={`/t/${track.track_id}`}>Its page</Link>
      <PlayButton track={track} />
    </>
  );
}

function RemoveButton({ id }: { readonly id: number }) {
  return <Button onClick={() => dismissUpload(id)}>Remove</Button>;
}
