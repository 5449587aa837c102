import type { EventHandler } from './eventHandler';

/** How a stream of server-sent events is doing. */
export type StreamStatus = 'closed' | 'connecting' | 'live' | 'waiting';

export interface EventStreamOptions {
  readonly url: string;
  readonly events: Readonly<Record<string, EventHandler>>;
  readonly onStatus: (status: StreamStatus) => void;
}

const firstPauseMs = 1000;
const longestPauseMs = 15_000;
const hiddenGraceMs = 10_000;

/**
 * Keeps a stream open while the page can be seen. A hidden page gives its connection back, since a
 * browser allows only six to one origin over HTTP/1.1.
 */
export class EventStream {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = firstPauseMs;
  private readonly options: EventStreamOptions;

  constructor(options: EventStreamOptions) {
    this.options = options;
  }

  open(): void {
    document.addEventListener('visibilitychange', this.onVisibility);
    window.addEventListener('online', this.onOnline);
    this.connect();
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.onVisibility);
    window.removeEventListener('online', this.onOnline);
    this.disconnect('closed');
  }

  private connect(): void {
    clearTimeout(this.timer);
    if (this.source !== null) return;
    this.options.onStatus('connecting');
    const source = new EventSource(this.options.url);
    this.source = source;
    source.addEventListener('open', () => {
      this.pauseMs = firstPauseMs;
      this.options.onStatus('live');
    });
    source.addEventListener('error', () => this.onError(source));
    for (const [name, handle] of Object.entries(this.options.events))
      source.addEventListener(name, (event: MessageEvent<string>) => handle(event.data));
  }

  /** The browser reconnects by itself after a lost connection, but not after an error answer. */
  private onError(source: EventSource): void {
    if (source !== this.source) return;
    this.options.onStatus('waiting');
    if (source.readyState !== EventSource.CLOSED) return;
    this.source = null;
    const jitter = 0.5 + Math.random();
    this.timer = setTimeout(() => this.connect(), this.pauseMs * jitter);
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  private disconnect(status: StreamStatus): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.options.onStatus(status);
  }

  private readonly onVisibility = (): void => {
    clearTimeout(this.timer);
    if (document.hidden) this.timer = setTimeout(() => this.disconnect('waiting'), hiddenGraceMs);
    else this.connect();
  };

  private readonly onOnline = (): void => {
    this.pauseMs = firstPauseMs;
    this.connect();
  };
}
