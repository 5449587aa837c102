import { useCallback } from 'react';
import { ApiError } from '@/shared/api/apiError';
import { getTrack } from '@/shared/api/getTrack';
import { usePlayback } from '@/shared/playback/playbackPort';
import { toast } from '@/shared/ui/toasts';

/** Plays a track that is known by its id only. */
export function usePlayById(): (trackId: string) => Promise<void> {
  const playback = usePlayback();
  return useCallback(
    async (trackId) => {
      try {
        playback.playList([await getTrack(trackId)], 0);
      } catch (failure) {
        toast(failure instanceof ApiError ? failure.message : 'This track cannot be played.');
      }
    },
    [playback],
  );
}
