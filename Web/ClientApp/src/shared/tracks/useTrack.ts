import { useEffect, useState } from 'react';
import { ApiError, apiErrorFrom } from '../api/apiError';
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
        .catch((failure: unknown) => {
          if (canceled.signal.aborted) return;
          const error = failure instanceof ApiError ? failure : apiErrorFrom(0, '');
          setState((known) => ({ ...known, error }));
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
