import type { ErrorData } from 'hls.js';
import Hls from 'hls.js/light';
import type { DeckEvent } from '../model/events';
import type { QualityLevel } from '../model/quality';
import { bufferedUntil } from './bufferedUntil';

export interface HlsSource {
  /** The track is still being prepared: what can be played gets longer. */
  isGrowing(): boolean;
  chooseLevel(index: number): void;
  /** Asks again for what could not be fetched. */
  retry(): void;
  /** Starts the decoder anew. */
  recover(): void;
  close(): void;
}

/** Browsers without Media Source Extensions (older iPhones) play HLS by themselves. */
export function playsHlsItself(audio: HTMLAudioElement): boolean {
  return !Hls.isSupported() && audio.canPlayType('application/vnd.apple.mpegurl') !== '';
}

/** Feeds an element by hls.js. */
export function openHls(
  audio: HTMLAudioElement,
  url: string,
  startPosition: number,
  tell: (event: DeckEvent) => void,
): HlsSource {
  const hls = new Hls({ enableWorker: false, startPosition, maxBufferLength: 60 });
  let hasManifest = false;

  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    hasManifest = true;
    hls.autoLevelCapping = highestLossy(levelsOf(hls));
    tell({ type: 'levels', levels: levelsOf(hls) });
  });
  hls.on(Hls.Events.FRAG_LOADED, () => tell({ type: 'fetched' }));
  hls.on(Hls.Events.LEVEL_SWITCHED, (_, data) => tell({ type: 'level', level: data.level }));
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (data.fatal) tell({ ...faultOf(data), ahead: bufferedUntil(audio) - audio.currentTime });
  });
  hls.loadSource(url);
  hls.attachMedia(audio);

  return {
    isGrowing: () => hls.latestLevelDetails?.live ?? false,
    chooseLevel: (index) => (hls.nextLevel = index),
    retry() {
      if (hasManifest) hls.startLoad();
      else hls.loadSource(url);
    },
    recover: () => hls.recoverMediaError(),
    close: () => hls.destroy(),
  };
}

function faultOf({ type, response }: ErrorData) {
  return { type: 'fault', kind: kindOf(type), status: response?.code ?? 0 } as const;
}

function kindOf(type: string): 'network' | 'media' | 'other' {
  if (type === Hls.ErrorTypes.NETWORK_ERROR.valueOf()) return 'network';
  return type === Hls.ErrorTypes.MEDIA_ERROR.valueOf() ? 'media' : 'other';
}

function levelsOf(hls: Hls): readonly QualityLevel[] {
  return hls.levels.map((level, index) => ({
    index,
    bitrate: level.averageBitrate || level.bitrate,
    isLossless: /flac/i.test(level.audioCodec ?? ''),
  }));
}

/** Lossless is offered, never chosen by itself: it costs many times the data. */
function highestLossy(levels: readonly QualityLevel[]): number {
  const lossy = levels.filter((level) => !level.isLossless);
  const best = lossy.toSorted((one, other) => other.bitrate - one.bitrate)[0];
  return best === undefined || lossy.length === levels.length ? -1 : best.index;
}
