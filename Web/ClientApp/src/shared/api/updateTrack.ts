import { request } from './request';
import type { Track } from './types';

/**
 * Corrects artist and title; needs the token given at the upload. With the `revision` that was
 * seen, it is refused (409) where somebody has changed them since.
 */
export function updateTrack(
  trackId: string,
  manageToken: string,
  changes: { readonly artist?: string; readonly title?: string; readonly revision?: number },
): Promise<Track> {
  return request(`/tracks/${encodeURIComponent(trackId)}`, {
    method: 'PATCH',
    bearer: manageToken,
    body: changes,
  });
}
