/** A rendition of the track, as the playlist offers it. */
export interface QualityLevel {
  readonly index: number;
  readonly bitrate: number;
  readonly isLossless: boolean;
}

/** 'auto', or what the listener chose, which is looked for in every track. */
export type QualityChoice = 'auto' | { readonly bitrate: number; readonly isLossless: boolean };

/** The level of a track that comes closest to a choice; -1 is automatic. */
export function levelFor(choice: QualityChoice, levels: readonly QualityLevel[]): number {
  if (choice === 'auto') return -1;
  const distance = (level: QualityLevel): number =>
    Math.abs(level.bitrate - choice.bitrate) + (level.isLossless === choice.isLossless ? 0 : 1e9);
  return levels.toSorted((one, other) => distance(one) - distance(other))[0]?.index ?? -1;
}
