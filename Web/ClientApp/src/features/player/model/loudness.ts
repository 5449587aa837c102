/** Where every track is brought to, in LUFS; ReplayGain 2.0's reference. */
const targetLufs = -18;
/** Peaks stay below this, in dBTP, so that a lossy decoder does not clip. */
const ceilingDbtp = -1;

export interface MeasuredLoudness {
  readonly loudness_lufs?: number | null;
  readonly true_peak_dbtp?: number | null;
}

/** How much louder (or quieter) a track should be, in dB; 0 when it was not measured. */
export function normalizingGain(track: MeasuredLoudness): number {
  if (track.loudness_lufs === null || track.loudness_lufs === undefined) return 0;
  const wanted = targetLufs - track.loudness_lufs;
  const headroom = ceilingDbtp - (track.true_peak_dbtp ?? 0);
  return wanted > 0 ? Math.max(0, Math.min(wanted, headroom)) : wanted;
}

/**
 * The volume for the media element, 0 to 1. A gain above 0 dB works as far as the listener's own
 * volume leaves room: an element cannot play louder than 1.
 */
export function elementVolume(
  volume: number,
  track: MeasuredLoudness | null,
  normalize: boolean,
): number {
  const gain = normalize && track !== null ? normalizingGain(track) : 0;
  // The square makes equal steps of the slider sound equal.
  return Math.min(1, volume ** 2 * 10 ** (gain / 20));
}
