import type { LiveStatistics, Track } from '../api/types';

type Members = Readonly<Record<string, unknown>>;

/** What tells a track from anything else; what it lacks beyond this is shown as missing. */
export function isTrack(data: unknown): data is Track {
  return (
    isTrackId(data) &&
    ['title', 'artist', 'status'].every((name) => typeof (data as Members)[name] === 'string')
  );
}

/** No more than the id of a track, which was deleted. */
export function isTrackId(data: unknown): data is Pick<Track, 'track_id'> {
  return isObject(data) && typeof data['track_id'] === 'string';
}

export function isLiveStatistics(data: unknown): data is LiveStatistics {
  if (!isObject(data)) return false;
  const { listening_now, peak_today, live, charts } = data;
  return (
    typeof listening_now === 'number' &&
    typeof peak_today === 'number' &&
    Array.isArray(live) &&
    isObject(charts) &&
    ['24h', '7d', 'all', 'trending'].every((name) => Array.isArray(charts[name]))
  );
}

function isObject(data: unknown): data is Members {
  return typeof data === 'object' && data !== null;
}
