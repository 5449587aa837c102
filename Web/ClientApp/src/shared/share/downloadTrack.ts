import { ApiError } from '../api/apiError';
import { getDownload } from '../api/getDownload';
import type { Track } from '../api/types';
import { toast } from '../ui/toasts';

/** Lets the browser fetch the original file. */
export async function downloadTrack(track: Track): Promise<void> {
  try {
    const { download_url: url } = await getDownload(track.track_id);
    location.assign(url);
  } catch (failure) {
    toast(failure instanceof ApiError ? failure.message : 'The download did not start.');
  }
}
