import { apiErrorFrom } from './apiError';
import { noAnswer } from './request';
import type { UploadedTrack } from './types';

export interface NewTrack {
  readonly artist: string;
  readonly title: string;
  readonly file: File;
}

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/**
 * Sends a file. XMLHttpRequest, since fetch does not tell how much has been sent.
 * @throws {ApiError} or a `DOMException` named AbortError.
 */
export function uploadTrack(
  track: NewTrack,
  signal: AbortSignal,
  onProgress: (progress: UploadProgress) => void,
): Promise<UploadedTrack> {
  const form = new FormData();
  form.append('artist', track.artist);
  form.append('title', track.title);
  form.append('file', track.file, track.file.name);

  return new Promise((resolve, reject) => {
    const transfer = new XMLHttpRequest();
    transfer.upload.addEventListener('progress', (event) =>
      onProgress({ sentBytes: event.loaded, totalBytes: event.total }),
    );
    transfer.addEventListener('load', () => {
      if (transfer.status === 201) resolve(JSON.parse(transfer.responseText) as UploadedTrack);
      else reject(apiErrorFrom(transfer.status, transfer.responseText));
    });
    transfer.addEventListener('error', () => reject(noAnswer()));
    transfer.addEventListener('abort', () => reject(new DOMException('Canceled', 'AbortError')));
    signal.addEventListener('abort', () => transfer.abort());
    transfer.open('POST', '/upload');
    transfer.setRequestHeader('Accept', 'application/json');
    transfer.send(form);
  });
}
