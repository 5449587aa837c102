import { useEffect, useState } from 'react';
import { getWaveform } from '@/shared/api/getWaveform';

interface Loaded {
  readonly url: string;
  readonly peaks: readonly number[];
}

/** The peaks of a track (0 to 255), or null until they are there. */
export function useWaveform(url: string | null): readonly number[] | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  useEffect(() => {
    if (url === null) return undefined;
    const canceled = new AbortController();
    getWaveform(url, canceled.signal)
      .then(({ peaks }) => setLoaded({ url, peaks }))
      // Without its waveform a track is shown as a plain line, and plays all the same.
      .catch(() => undefined);
    return () => canceled.abort();
  }, [url]);

  return loaded !== null && loaded.url === url ? loaded.peaks : null;
}
