import type { Track } from './types';

/** A ready track; the tests say only what matters to them. */
export function trackForTests(id: string, changes: Partial<Track> = {}): Track {
  return {
    track_id: id,
    artist: 'Artist',
    title: `Title ${id}`,
    original_filename: `${id}.mp3`,
    original_size: 1000,
    status: 'ready',
    playlist_url: `/media/${id}/1/master.m3u8`,
    uploaded_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    plays: 0,
    revision: 0,
    ...changes,
  };
}
