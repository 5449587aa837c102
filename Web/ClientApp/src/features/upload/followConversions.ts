import { getTrack } from '@/shared/api/getTrack';
import type { Track } from '@/shared/api/types';
import { listenToTracks } from '@/shared/live/trackFeed';
import { setProgress, uploadedOf, uploads } from './uploads';

/** Keeps the uploads of this page current with what the service makes of them. */
export function followConversions(): () => void {
  const askAll = (): void => {
    for (const upload of uploads.get())
      if (upload.progress.name === 'converting') void ask(upload.progress.uploaded.track_id);
  };
  const stopListening = listenToTracks({
    onTrack: apply,
    onDeleted: () => undefined,
    onOpened: askAll,
  });
  askAll();
  // A file may be finished before the answer to its upload has arrived.
  let known = uploads.get();
  const stopWatching = uploads.subscribe(() => {
    const before = new Map(known.map((upload) => [upload.id, upload.progress.name]));
    known = uploads.get();
    for (const { id, progress } of known)
      if (progress.name === 'converting' && before.get(id) !== 'converting')
        void ask(progress.uploaded.track_id);
  });
  return () => {
    stopListening();
    stopWatching();
  };
}

async function ask(trackId: string): Promise<void> {
  try {
    apply(await getTrack(trackId));
  } catch {
    // The stream tells it, or the next question does when the stream is open again.
  }
}

function apply(track: Track): void {
  for (const { id, progress } of uploads.get()) {
    const uploaded = uploadedOf(progress);
    if (uploaded?.track_id !== track.track_id) continue;
    if (track.status === 'processing') setProgress(id, { name: 'converting', uploaded, track });
    if (track.status === 'ready') setProgress(id, { name: 'ready', uploaded, track });
    if (track.status === 'failed')
      setProgress(id, {
        name: 'rejected',
        uploaded,
        reason: track.failure_reason ?? 'This file could not be made playable.',
      });
  }
}
