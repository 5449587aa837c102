import { ApiError } from '../api/apiError';
import { getTrack } from '../api/getTrack';
import type { Track } from '../api/types';
import { listenToTracks } from '../live/trackFeed';

/**
 * Waits until a track's preparation is through, also while the service is away.
 * @throws ApiError: the track has been removed, or its preparation has failed.
 */
export function whenReady(trackId: string, signal: AbortSignal): Promise<Track> {
  let stop = (): void => undefined;
  const ready = new Promise<Track>((resolve, reject) => {
    const look = (track: Track): void => {
      if (track.track_id !== trackId) return;
      if (track.status === 'ready') resolve(track);
      if (track.status === 'failed')
        reject(new ApiError(410, 'failed', track.failure_reason ?? 'It could not be prepared.'));
    };
    const ask = (): void => {
      getTrack(trackId, signal)
        .then(look)
        .catch((failure: unknown) => {
          // Where the service is away, the feed asks again when it is back.
          if (failure instanceof ApiError && !failure.isTemporary) reject(failure);
        });
    };
    stop = listenToTracks({
      onTrack: look,
      onDeleted(deleted) {
        if (deleted === trackId) ask();
      },
      onOpened: ask,
    });
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    ask();
  });
  return ready.finally(() => stop());
}
