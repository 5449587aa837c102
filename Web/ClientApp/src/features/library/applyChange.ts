import type { Track } from '@/shared/api/types';
import { isPlayable } from '@/shared/tracks/isPlayable';
import type { LibraryState } from './library';

/** A track appeared or changed. New ones show up where they belong without doubt: on top. */
export function applyTrack(state: LibraryState, track: Track): LibraryState {
  const index = state.tracks.findIndex((known) => known.track_id === track.track_id);
  if (index >= 0) {
    if (track.status === 'failed') return applyDeletion(state, track.track_id);
    return { ...state, tracks: state.tracks.with(index, track) };
  }
  const belongsOnTop = state.sort === 'usual' && state.search === '';
  if (!isPlayable(track) || !belongsOnTop || state.phase === 'loading') return state;
  return { ...state, tracks: [track, ...state.tracks], total: state.total + 1 };
}

export function applyDeletion(state: LibraryState, trackId: string): LibraryState {
  const tracks = state.tracks.filter((track) => track.track_id !== trackId);
  if (tracks.length === state.tracks.length) return state;
  return { ...state, tracks, total: Math.max(tracks.length, state.total - 1) };
}
