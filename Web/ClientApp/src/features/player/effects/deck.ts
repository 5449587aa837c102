import { ApiError } from '@/shared/api/apiError';
import { whenReady } from '@/shared/tracks/whenReady';
import type { DeckEvent } from '../model/events';
import { bufferedUntil } from './bufferedUntil';
import type { HlsSource } from './hlsSource';

type Timer = ReturnType<typeof setTimeout> | undefined;

/** One media element and what feeds it. It does what it is told, and tells what happens. */
export class Deck {
  private readonly audio = new Audio();
  private readonly tell: (event: DeckEvent) => void;
  private source: HlsSource | null = null;
  private isLoaded = false;
  /** Aborted when something else, or nothing, is loaded. */
  private stay = new AbortController();
  private retryTimer: Timer;
  private endTimer: Timer;

  constructor(tell: (event: DeckEvent) => void) {
    this.tell = tell;
    const { audio } = this;
    audio.preload = 'auto';
    const on = (name: keyof HTMLMediaElementEventMap, event: () => DeckEvent) =>
      audio.addEventListener(name, () => tell(event()));
    on('canplay', () => ({ type: 'ready', isPaused: audio.paused && !audio.ended }));
    on('playing', () => ({ type: 'started' }));
    on('waiting', () => ({ type: 'starved' }));
    on('ended', () => ({ type: 'ended' }));
    for (const name of ['timeupdate', 'progress', 'durationchange', 'seeked'] as const)
      on(name, () => this.time());
    audio.addEventListener('pause', () => {
      if (audio.paused && !audio.ended) tell({ type: 'paused' });
    });
    audio.addEventListener('error', () => {
      const isNative = this.source === null && this.isLoaded;
      if (isNative) tell({ type: 'fault', kind: 'other', status: 0, ahead: 0 });
    });
  }

  async load(url: string, startPosition = 0): Promise<void> {
    this.unload();
    const { audio } = this;
    this.isLoaded = true;
    const { signal } = this.stay;
    const { openHls, playsHlsItself } = await import('./hlsSource');
    if (signal.aborted) return;
    if (playsHlsItself(audio)) {
      audio.src = url;
      audio.currentTime = startPosition;
      return;
    }
    this.source = openHls(audio, url, startPosition, this.tell);
  }

  /** Goes on from other files, where it is. */
  reload(url: string): void {
    void this.load(url, this.audio.currentTime);
  }

  unload(): void {
    this.stay.abort();
    this.stay = new AbortController();
    clearTimeout(this.retryTimer);
    clearTimeout(this.endTimer);
    this.source?.close();
    this.source = null;
    if (!this.isLoaded) return;
    this.isLoaded = false;
    this.audio.removeAttribute('src');
    this.audio.load();
  }

  play(): void {
    this.audio.play().catch((failure: unknown) => {
      if (failure instanceof DOMException && failure.name === 'NotAllowedError')
        this.tell({ type: 'refused' });
    });
  }

  pause(): void {
    this.audio.pause();
  }

  seek(seconds: number): void {
    const { audio } = this;
    const end = Number.isFinite(audio.duration) ? audio.duration : seconds;
    audio.currentTime = Math.min(Math.max(0, seconds), end);
    this.tell(this.time());
  }

  setVolume(volume: number, muted: boolean): void {
    this.audio.volume = volume;
    this.audio.muted = muted;
  }

  /** -1: chosen by the connection's speed. */
  chooseLevel(index: number): void {
    this.source?.chooseLevel(index);
  }

  retryIn(ms: number): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.source?.retry(), ms);
  }

  recover(): void {
    this.source?.recover();
  }

  endIn(ms: number | null): void {
    clearTimeout(this.endTimer);
    if (ms !== null) this.endTimer = setTimeout(() => this.tell({ type: 'timeUp' }), ms);
  }

  /** Finds the files of the loaded track once it is prepared anew, unless they are moot by then. */
  async locate(trackId: string): Promise<void> {
    const { signal } = this.stay;
    try {
      const { playlist_url: url } = await whenReady(trackId, signal);
      if (!signal.aborted) this.tell({ type: 'found', url: url ?? null });
    } catch (failure) {
      const reason = failure instanceof ApiError ? failure.message : null;
      if (!signal.aborted) this.tell({ type: 'lost', reason });
    }
  }

  private time(): DeckEvent {
    const { audio } = this;
    return {
      type: 'time',
      timeline: {
        position: audio.currentTime,
        duration: audio.duration,
        buffered: bufferedUntil(audio),
        isGrowing: this.source?.isGrowing() ?? audio.duration === Infinity,
      },
    };
  }
}
