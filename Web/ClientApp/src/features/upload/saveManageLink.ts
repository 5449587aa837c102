import type { UploadedTrack } from '@/shared/api/types';

/** The token stands behind the #, which a browser never sends to a server. */
export function manageLink(uploaded: UploadedTrack): string {
  return `${location.origin}/manage/${uploaded.track_id}#${uploaded.manage_token}`;
}

export function saveManageLink(uploaded: UploadedTrack): void {
  const text = [
    `${uploaded.title}, ${uploaded.artist}`,
    '',
    'With this link the track can be corrected or removed. Keep it to yourself.',
    manageLink(uploaded),
    '',
  ].join('\n');
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `AudioStreaming ${uploaded.title}.txt`.replace(/[\\/:*?"<>|]/g, ' ');
  link.click();
  URL.revokeObjectURL(url);
}
