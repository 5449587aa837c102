import type { ErrorData } from 'hls.js';
import Hls from 'hls.js/light';
import type { QualityLevel } from './deck';

export interface HlsEvents {
  onLevels(levels: readonly QualityLevel[]): void;
  onLevel(index: number): void;
  onUnreachable(): void;
  /** What the playlist stands for is not there any more. */
  onGone(): void;
  onBroken(reason: string): void;
}

export interface HlsSource {
  levels(): readonly QualityLevel[];
  level(): number;
  /** The track is still being prepared: what can be played gets longer. */
  isGrowing(): boolean;
  chooseLevel(index: number): void;
  retry(): void;
  close(): void;
}

const retryFirstMs = 1000;
const retryLongestMs = 10_000;
const mediaRecoveries = 2;

/** Browsers without Media Source Extensions (older iPhones) play HLS by themselves. */
export function playsHlsItself(audio: HTMLAudioElement): boolean {
  return !Hls.isSupported() && audio.canPlayType('application/vnd.apple.mpegurl') !== '';
}

/** Feeds an element by hls.js and goes on trying while the network or the service is away. */
export function openHls(
  audio: HTMLAudioElement,
  url: string,
  startPosition: number,
  events: HlsEvents,
): HlsSource {
  const hls = new Hls({ enableWorker: false, startPosition, maxBufferLength: 60 });
  let recoveries = 0;
  let pauseMs = retryFirstMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasManifest = false;

  const retry = (): void => {
    clearTimeout(timer);
    if (hasManifest) hls.startLoad();
    else hls.loadSource(url);
  };
  const onFatal = (data: ErrorData): void => {
    const isGone = [404, 410].includes(data.response?.code ?? 0);
    if (isGone) {
      events.onGone();
    } else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
      events.onUnreachable();
      timer = setTimeout(retry, pauseMs);
      pauseMs = Math.min(pauseMs * 2, retryLongestMs);
    } else if (data.type === Hls.ErrorTypes.MEDIA_ERROR && recoveries < mediaRecoveries) {
      recoveries += 1;
      hls.recoverMediaError();
    } else {
      events.onBroken('This track cannot be played here.');
    }
  };

  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    hasManifest = true;
    hls.autoLevelCapping = highestLossy(levelsOf(hls));
    events.onLevels(levelsOf(hls));
  });
  hls.on(Hls.Events.FRAG_LOADED, () => (pauseMs = retryFirstMs));
  hls.on(Hls.Events.LEVEL_SWITCHED, (_, data) => events.onLevel(data.level));
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (data.fatal) onFatal(data);
  });
  hls.loadSource(url);
  hls.attachMedia(audio);

  return {
    levels: () => levelsOf(hls),
    level: () => hls.currentLevel,
    isGrowing: () => hls.latestLevelDetails?.live ?? false,
    chooseLevel: (index) => (hls.nextLevel = index),
    retry,
    close() {
      clearTimeout(timer);
      hls.destroy();
    },
  };
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
