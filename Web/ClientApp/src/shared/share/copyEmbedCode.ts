import type { Track } from '../api/types';
import { copyText } from './copyText';

export function copyEmbedCode(track: Track): Promise<void> {
  const address = `${location.origin}/embed/${track.track_id}`;
  const code =
    `<iframe src="${address}" width="480" height="152" ` +
    'frameborder="0" loading="lazy" allow="autoplay"></iframe>';
  return copyText(code, 'Embed code copied.');
}
