import { request } from './request';
import type { Track } from './types';

/** Corrects artist and title; needs the token given at the upload. */
export function updateTrack(
  trackId: string,
  manageToken: string,
  changes: { readonly artist?: string; readonly title?: string },
): Promise<Track> {
  return request(`/tracks/${encodeURIComponent(trackId)}`, {
    method: 'PATCH',
    bearer: manageToken,
    body: changes,
  });
}
