import type { HlsSource } from './hlsSource';

export interface QualityLevel {
  readonly index: number;
  readonly bitrate: number;
  readonly isLossless: boolean;
}

export interface DeckEvents {
  onReady(): void;
  onPlaying(): void;
  onPausedByBrowser(): void;
  onStarved(): void;
  onEnded(): void;
  onRefused(): void;
  onTime(): void;
  onLevels(levels: readonly QualityLevel[]): void;
  onLevel(index: number): void;
  onUnreachable(): void;
  /** The files it plays from have been removed. */
  onGone(): void;
  /** The media cannot be had or cannot be decoded. */
  onBroken(reason: string): void;
}

/** One media element and what feeds it. The player has two: one plays, one gets the next ready. */
export class Deck {
  readonly audio = new Audio();
  private source: HlsSource | null = null;
  private loaded: string | null = null;
  private stay = new AbortController();
  private events: DeckEvents | null = null;

  constructor() {
    this.audio.preload = 'auto';
    const on = (name: keyof HTMLMediaElementEventMap, tell: (events: DeckEvents) => void) =>
      this.audio.addEventListener(name, () => {
        if (this.events !== null) tell(this.events);
      });
    on('canplay', (events) => events.onReady());
    on('playing', (events) => events.onPlaying());
    on('waiting', (events) => events.onStarved());
    on('ended', (events) => events.onEnded());
    on('timeupdate', (events) => events.onTime());
    on('progress', (events) => events.onTime());
    on('durationchange', (events) => events.onTime());
    on('seeked', (events) => events.onTime());
    on('pause', (events) => {
      if (!this.audio.ended) events.onPausedByBrowser();
    });
    on('error', (events) => {
      const isNative = this.source === null && this.loaded !== null;
      if (isNative) events.onBroken('This track cannot be played here.');
    });
  }

  get url(): string | null {
    return this.loaded;
  }

  /** Aborted when something else, or nothing, is loaded. */
  get signal(): AbortSignal {
    return this.stay.signal;
  }

  /** The track is still being prepared: what can be played gets longer. */
  get isGrowing(): boolean {
    return this.source?.isGrowing() ?? this.audio.duration === Infinity;
  }

  /** Only the deck that plays tells what happens to it. */
  connect(events: DeckEvents | null): void {
    this.events = events;
    if (events === null || this.source === null) return;
    events.onLevels(this.source.levels());
    events.onLevel(this.source.level());
  }

  async load(url: string, startPosition = 0): Promise<void> {
    this.unload();
    this.loaded = url;
    const { signal } = this;
    const { openHls, playsHlsItself } = await import('./hlsSource');
    if (signal.aborted) return;
    if (playsHlsItself(this.audio)) {
      this.audio.src = url;
      this.audio.currentTime = startPosition;
      return;
    }
    this.source = openHls(this.audio, url, startPosition, {
      onLevels: (levels) => this.events?.onLevels(levels),
      onLevel: (index) => this.events?.onLevel(index),
      onUnreachable: () => this.events?.onUnreachable(),
      onGone: () => this.events?.onGone(),
      onBroken: (reason) => this.events?.onBroken(reason),
    });
  }

  unload(): void {
    this.stay.abort();
    this.stay = new AbortController();
    this.source?.close();
    this.source = null;
    if (this.loaded === null) return;
    this.loaded = null;
    this.audio.removeAttribute('src');
    this.audio.load();
  }

  play(): void {
    this.audio.play().catch((failure: unknown) => {
      if (failure instanceof DOMException && failure.name === 'NotAllowedError')
        this.events?.onRefused();
    });
  }

  pause(): void {
    this.audio.pause();
  }

  seek(seconds: number): void {
    const end = Number.isFinite(this.audio.duration) ? this.audio.duration : seconds;
    this.audio.currentTime = Math.min(Math.max(0, seconds), end);
  }

  /** -1: chosen by the connection's speed. */
  chooseLevel(index: number): void {
    this.source?.chooseLevel(index);
  }

  /** Asks again for what could not be fetched. */
  retry(): void {
    this.source?.retry();
  }

  bufferedUntil(): number {
    const { buffered, currentTime } = this.audio;
    for (let range = 0; range < buffered.length; range += 1)
      if (buffered.start(range) <= currentTime + 0.5 && buffered.end(range) >= currentTime)
        return buffered.end(range);
    return currentTime;
  }
}
