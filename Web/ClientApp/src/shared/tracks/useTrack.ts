import { useEffect, useState } from 'react';
import type { ApiError } from '../api/apiError';
import { apiErrorFrom } from '../api/apiError';
import { getTrack } from '../api/getTrack';
import type { Track } from '../api/types';
import { listenToTracks } from '../live/trackFeed';

interface TrackState {
  readonly track: Track | null;
  readonly error: ApiError | null;
}

/** One track, loaded and kept current. */
export function useTrack(trackId: string): TrackState {
  const [state, setState] = useState<TrackState>({ track: null, error: null });

  useEffect(() => {
    const canceled = new AbortController();
    const load = (): void => {
      getTrack(trackId, canceled.signal)
        .then((track) => setState({ track, error: null }))
        .catch((error: unknown) => {
          if (!canceled.signal.aborted) setState((known) => ({ ...known, error: error as ApiError }));
        });
    };
    load();
    const stop = listenToTracks({
      onTrack: (track) => {
        if (track.track_id === trackId) setState({ track, error: null });
      },
      onDeleted: (deleted) => {
        if (deleted === trackId) setState({ track: null, error: apiErrorFrom(404, '') });
      },
      onOpened: load,
    });
    return () => {
      canceled.abort();
      stop();
    };
  }, [trackId]);

  return state;
}
