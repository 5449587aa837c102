import { ApiError } from '@/shared/api/apiError';
import { uploadTrack } from '@/shared/api/uploadTrack';
import { SpeedMeter } from './speedMeter';
import type { Upload } from './uploads';
import { findUpload, setProgress, uploads } from './uploads';

/** More at once would only make each slower. */
const atOnce = 2;

const running = new Map<number, AbortController>();

/** Sends a file, or queues it while others are being sent. */
export function startUpload(id: number): void {
  setProgress(id, { name: 'queued' });
  startWaiting();
}

export function startAll(): void {
  for (const upload of uploads.get()) if (canStart(upload)) startUpload(upload.id);
}

export function canStart(upload: Upload): boolean {
  return upload.progress.name === 'editing' && upload.title !== '' && upload.artist !== '';
}

/** Stops sending; the file stays in the list to be edited or sent again. */
export function cancelUpload(id: number): void {
  running.get(id)?.abort();
  setProgress(id, { name: 'editing' });
}

export function dismissUpload(id: number): void {
  running.get(id)?.abort();
  uploads.update((all) => all.filter((upload) => upload.id !== id));
}

function startWaiting(): void {
  const waiting = uploads.get().find((upload) => upload.progress.name === 'queued');
  if (waiting === undefined || running.size >= atOnce) return;
  void send(waiting);
  startWaiting();
}

async function send(upload: Upload): Promise<void> {
  const { id, file } = upload;
  const canceled = new AbortController();
  running.set(id, canceled);
  const meter = new SpeedMeter();
  const report = (sentBytes: number, totalBytes: number): void => {
    const bytesPerSecond = meter.measure(sentBytes, performance.now());
    setProgress(id, { name: 'sending', sentBytes, totalBytes, bytesPerSecond });
  };
  report(0, file.size);
  try {
    const track = { file, artist: upload.artist.trim(), title: upload.title.trim() };
    const uploaded = await uploadTrack(track, canceled.signal, (progress) =>
      report(progress.sentBytes, progress.totalBytes),
    );
    setProgress(id, { name: 'converting', uploaded, track: null });
  } catch (failure) {
    if (!canceled.signal.aborted && findUpload(id)) setProgress(id, failed(failure));
  } finally {
    running.delete(id);
    startWaiting();
  }
}

function failed(failure: unknown) {
  const message = failure instanceof ApiError ? failure.message : 'The upload did not succeed.';
  return { name: 'failed', error: { message } } as const;
}
