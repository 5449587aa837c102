import { request } from './request';

export interface Download {
  readonly track_id: string;
  readonly original_filename: string;
  readonly download_url: string;
}

/** An address of the original file that works for a limited time. */
export function getDownload(trackId: string): Promise<Download> {
  return request(`/download/${encodeURIComponent(trackId)}`);
}
