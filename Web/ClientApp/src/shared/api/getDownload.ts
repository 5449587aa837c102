import { request } from './request';
import type { Download } from './types';

/** An address of the original file that works for a limited time. */
export function getDownload(trackId: string): Promise<Download> {
  return request(`/download/${encodeURIComponent(trackId)}`);
}
