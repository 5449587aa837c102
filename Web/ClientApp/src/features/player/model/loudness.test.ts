import { describe, expect, it } from 'vitest';
import { elementVolume, normalizingGain } from './loudness';

describe('normalizingGain', () => {
  it.each([
    ['a loud track is turned down', -8, -0.1, -10],
    ['a quiet one up', -22, -10, 4],
    ['but not beyond its peaks', -30, -5, 4],
    ['and never down for its peaks alone', -20, 0.5, 0],
  ])('%s', (_, loudness_lufs, true_peak_dbtp, gain) => {
    expect(normalizingGain({ loudness_lufs, true_peak_dbtp })).toBeCloseTo(gain);
  });

  it('leaves alone what was not measured', () => {
    expect(normalizingGain({})).toBe(0);
    expect(normalizingGain({ loudness_lufs: null })).toBe(0);
  });
});

describe('elementVolume', () => {
  const loud = { loudness_lufs: -12, true_peak_dbtp: -1 };
  const quiet = { loudness_lufs: -28, true_peak_dbtp: -20 };

  it('applies the gain on top of the volume', () => {
    expect(elementVolume(1, loud, true)).toBeCloseTo(10 ** (-6 / 20));
    expect(elementVolume(0.5, loud, false)).toBeCloseTo(0.25);
  });

  it('stays between 0 and 1', () => {
    expect(elementVolume(1, quiet, true)).toBe(1);
    expect(elementVolume(0, quiet, true)).toBe(0);
  });

  it('makes two tracks equally loud where the volume leaves room', () => {
    const played = (track: typeof loud) =>
      20 * Math.log10(elementVolume(0.4, track, true)) + track.loudness_lufs;
    expect(played(quiet)).toBeCloseTo(played(loud));
  });
});
