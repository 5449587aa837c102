import { request } from './request';

/** Removes a track for good; needs the token given at the upload. */
export function deleteTrack(trackId: string, manageToken: string): Promise<void> {
  return request(`/tracks/${encodeURIComponent(trackId)}`, {
    method: 'DELETE',
    bearer: manageToken,
  });
}
