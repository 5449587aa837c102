/** "Artist - Title.mp3" and "03. Title.flac" are how people name their files. */
export function guessFromName(fileName: string): { artist: string; title: string } {
  const base = fileName
    .replace(/\.[^.]+$/, '')
    .replaceAll('_', ' ')
    .trim();
  const unnumbered = base.replace(/^\d{1,3}(?:\s*[.)-]\s*|\s+-\s+)/, '');
  const [first = '', ...rest] = unnumbered.split(/\s+[-–—]\s+/);
  if (rest.length === 0) return { artist: '', title: first.trim() || base };
  return { artist: first.trim(), title: rest.join(' - ').trim() };
}
