import type { Track } from '@/shared/api/types';

/** All files of one version of a track are in one directory: `/media/{track}/{version}/`. */
export function playlistUrl(track: Track): string | null {
  const neighbor = track.waveform_url;
  if (!neighbor?.startsWith('/media/')) return null;
  return neighbor.replace(/[^/]*$/, 'master.m3u8');
}
