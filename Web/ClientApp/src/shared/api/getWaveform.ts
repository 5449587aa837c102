import { request } from './request';
import type { WaveformPeaks } from './types';

export function getWaveform(url: string, signal?: AbortSignal): Promise<WaveformPeaks> {
  return request(url, { signal });
}
