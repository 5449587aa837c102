import { CodeXml, Download, Link2, ListEnd, Pause, Play } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { TrackFigures } from '@/features/statistics/TrackFigures';
import type { Track } from '@/shared/api/types';
import { formatDuration } from '@/shared/format/formatDuration';
import { usePlayback, useTrackPlayback } from '@/shared/playback/playbackPort';
import { copyEmbedCode } from '@/shared/share/copyEmbedCode';
import { downloadTrack } from '@/shared/share/downloadTrack';
import { shareTrack } from '@/shared/share/shareTrack';
import { isPlayable } from '@/shared/tracks/isPlayable';
import { TrackUnavailable } from '@/shared/tracks/TrackUnavailable';
import { useTrack } from '@/shared/tracks/useTrack';
import { Artwork } from '@/shared/ui/Artwork';
import { Button } from '@/shared/ui/Button';
import styles from './TrackPage.module.css';

const SeriesPanel = lazy(async () => ({
  default: (await import('@/features/statistics/SeriesPanel')).SeriesPanel,
}));

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' });

export function TrackPage({ trackId }: { readonly trackId: string }) {
  const { track, error } = useTrack(trackId);
  useEffect(() => {
    if (track !== null) document.title = `${track.title}, ${track.artist}, AudioStreaming`;
  }, [track]);
  if (error !== null && track === null) return <TrackUnavailable error={error} />;
  if (track === null) return null;
  return (
    <article className={styles['page']}>
      <div className={styles['top']}>
        <Artwork className={styles['cover']} url={track.artwork_url} seed={track.title} />
        <div className={styles['words']}>
          <h1>{track.title}</h1>
          <p className={styles['artist']}>{track.artist}</p>
          <p className={styles['facts']}>{factsOf(track)}</p>
          {track.status !== 'ready' && (
            <p className={styles['status']} role="status">
              {wordsFor(track)}
            </p>
          )}
          <Actions track={track} />
        </div>
      </div>
      <div className={styles['card']}>
        <TrackFigures trackId={trackId} />
      </div>
      <div className={styles['card']}>
        <Suspense fallback={<div className={styles['loading']} />}>
          <SeriesPanel trackId={trackId} />
        </Suspense>
      </div>
    </article>
  );
}

function Actions({ track }: { readonly track: Track }) {
  const playback = usePlayback();
  const state = useTrackPlayback(track.track_id);
  if (!isPlayable(track)) return null;
  const Icon = state === 'playing' ? Pause : Play;
  return (
    <div className={styles['actions']}>
      <Button
        kind="primary"
        onClick={() =>
          state === 'other' ? playback.playList([track], 0) : playback.togglePlay()
        }
      >
        <Icon size={18} fill="currentColor" aria-hidden />
        {state === 'playing' ? 'Pause' : 'Play'}
      </Button>
      <Button onClick={() => playback.enqueue(track)}>
        <ListEnd size={16} aria-hidden /> Queue
      </Button>
      <Button onClick={() => void shareTrack(track)}>
        <Link2 size={16} aria-hidden /> Share
      </Button>
      <Button onClick={() => void copyEmbedCode(track)}>
        <CodeXml size={16} aria-hidden /> Embed
      </Button>
      <Button onClick={() => void downloadTrack(track)}>
        <Download size={16} aria-hidden /> Download
      </Button>
    </div>
  );
}

function wordsFor(track: Track): string {
  if (track.status === 'failed') return 'This file could not be made playable.';
  if (isPlayable(track)) return 'The rest is being prepared; it can already be played.';
  return track.status === 'pending' ? 'Waiting to be prepared…' : 'Being prepared…';
}

function factsOf(track: Track): string {
  const length =
    track.duration_ms == null ? null : formatDuration(track.duration_ms / 1000);
  const album = [track.album, track.year].filter(Boolean).join(', ');
  const uploaded = `uploaded ${day.format(new Date(track.uploaded_at))}`;
  return [length, album === '' ? null : album, uploaded].filter(Boolean).join(' · ');
}
