import type { ApiError } from '@/shared/api/apiError';
import type { Track, UploadedTrack } from '@/shared/api/types';
import { createStore } from '@/shared/state/store';

/** How far one file has come. */
export type Progress =
  | { readonly name: 'editing' }
  | { readonly name: 'queued' }
  | {
      readonly name: 'sending';
      readonly sentBytes: number;
      readonly totalBytes: number;
      readonly bytesPerSecond: number | null;
    }
  | { readonly name: 'failed'; readonly error: Pick<ApiError, 'message'> }
  /** Sent; the service prepares it, and it may be playable already. */
  | {
      readonly name: 'converting';
      readonly uploaded: UploadedTrack;
      readonly track: Track | null;
    }
  | { readonly name: 'ready'; readonly uploaded: UploadedTrack; readonly track: Track }
  | { readonly name: 'rejected'; readonly uploaded: UploadedTrack; readonly reason: string };

export interface Upload {
  readonly id: number;
  readonly file: File;
  readonly artist: string;
  readonly title: string;
  /** What the person typed is not overwritten by tags that are read later. */
  readonly isEdited: boolean;
  readonly progress: Progress;
}

export const uploads = createStore<readonly Upload[]>([]);

export function changeUpload(id: number, change: (upload: Upload) => Upload): void {
  uploads.update((all) => all.map((upload) => (upload.id === id ? change(upload) : upload)));
}

export function setProgress(id: number, progress: Progress): void {
  changeUpload(id, (upload) => ({ ...upload, progress }));
}

export function findUpload(id: number): Upload | undefined {
  return uploads.get().find((upload) => upload.id === id);
}

export function uploadedOf(progress: Progress): UploadedTrack | null {
  return 'uploaded' in progress ? progress.uploaded : null;
}
