/** The highest peak of each of `count` equal stretches. */
export function resample(peaks: readonly number[], count: number): readonly number[] {
  if (peaks.length === 0 || count <= 0) return [];
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * peaks.length) / count));
    return Math.max(...peaks.slice(from, to));
  });
}
