import { ApiError } from '@/shared/api/apiError';
import type { OpenedPlay, SessionRequest } from '@/shared/api/types';

/** What a session needs from outside, so that tests can stand in for it. */
export interface SessionWorld {
  openPlay(trackId: string): Promise<OpenedPlay>;
  pingPlay(ping: SessionRequest): Promise<unknown>;
  stopPlay(stop: SessionRequest): Promise<unknown>;
  stopPlayOnLeave(stop: SessionRequest): void;
  /** Milliseconds on a clock that goes on while the machine sleeps. */
  now(): number;
  setTimer(run: () => void, delayMs: number): () => void;
}

/** After a pause this long the session is let go; it is opened anew when play goes on. */
export const longestPauseMs = 10 * 60_000;

/** Pause between tries to open a session while the service is away. */
const retryMs = 3000;

export interface SessionListener {
  /** Open, for the first time or anew. */
  onOpened(opened: OpenedPlay): void;
  /** The service is away; the session goes on trying. */
  onUnreachable(): void;
  /** The track cannot be played; the session has given up. */
  onRefused(error: ApiError): void;
}

type Token = Pick<OpenedPlay, 'user_session' | 'heartbeat_seconds'>;

/**
 * One play of one track, as the service counts it: opened, kept alive by pings while it plays or
 * pauses, stopped. Sound never waits for it: where the service is away, it catches up later.
 */
export class ListeningSession {
  readonly trackId: string;
  private readonly world: SessionWorld;
  private readonly position: () => number;
  private readonly listener: SessionListener;
  private token: Token | null = null;
  private isOpening = false;
  private isPinging = false;
  private isClosed = false;
  private state: 'playing' | 'paused' = 'playing';
  private pausedAt = 0;
  private lastPing = 0;
  private cancelTimer: () => void = () => undefined;

  constructor(
    trackId: string,
    position: () => number,
    listener: SessionListener,
    world: SessionWorld,
  ) {
    this.trackId = trackId;
    this.position = position;
    this.listener = listener;
    this.world = world;
  }

  open(): void {
    if (!this.isClosed && !this.isOpening && this.token === null) void this.tryToOpen();
  }

  setState(state: 'playing' | 'paused'): void {
    if (this.isClosed || state === this.state) return;
    this.state = state;
    this.pausedAt = this.world.now();
    this.beat();
  }

  /** Call it when the page wakes up, comes back into view or gets its network back. */
  wake(): void {
    if (this.isDue()) this.beat();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.cancelTimer();
    if (this.token !== null) this.stop(this.token.user_session);
  }

  /** The page is going away, perhaps to be shown again: the session ends, the object does not. */
  leave(): void {
    this.cancelTimer();
    if (this.isClosed || this.token === null) return;
    this.world.stopPlayOnLeave(this.stopOf(this.token.user_session));
    this.token = null;
  }

  private async tryToOpen(): Promise<void> {
    this.isOpening = true;
    try {
      const opened = await this.world.openPlay(this.trackId);
      this.isOpening = false;
      this.take(opened);
    } catch (failure) {
      this.isOpening = false;
      if (!this.isClosed) this.onNotOpened(failure);
    }
  }

  private take(opened: OpenedPlay): void {
    if (this.isClosed) {
      this.stop(opened.user_session);
      return;
    }
    this.token = opened;
    this.lastPing = this.world.now();
    if (this.state === 'paused') this.beat();
    else this.schedule();
    this.listener.onOpened(opened);
  }

  private onNotOpened(failure: unknown): void {
    if (failure instanceof ApiError && !failure.isTemporary) {
      this.isClosed = true;
      this.listener.onRefused(failure);
      return;
    }
    this.listener.onUnreachable();
    this.schedule();
  }

  private isDue(): boolean {
    if (this.token === null) return this.state === 'playing';
    return this.world.now() - this.lastPing >= this.token.heartbeat_seconds * 1000;
  }

  private schedule(): void {
    this.cancelTimer();
    const isLongPause = this.world.now() - this.pausedAt >= longestPauseMs;
    if (this.isClosed || (this.state === 'paused' && isLongPause)) return;
    const delay = this.token === null ? retryMs : this.token.heartbeat_seconds * 1000;
    this.cancelTimer = this.world.setTimer(() => this.beat(), delay);
  }

  private beat(): void {
    if (this.isClosed || this.isPinging) return;
    if (this.token !== null) void this.ping(this.token);
    else if (this.state === 'playing') this.open();
  }

  private async ping(token: Token): Promise<void> {
    const sent = this.state;
    this.isPinging = true;
    this.lastPing = this.world.now();
    try {
      await this.world.pingPlay({
        track_id: this.trackId,
        user_session: token.user_session,
        state: sent,
        position_seconds: this.position(),
      });
    } catch (failure) {
      // It has ended (sleep, a long pause, a restart): go on under a new one.
      if (isGone(failure) && this.token === token) this.token = null;
    }
    this.isPinging = false;
    if (sent === this.state && this.token !== null) this.schedule();
    else this.beat();
  }

  private stop(userSession: string): void {
    // Where this fails, the service ends the session itself when its time is up.
    this.world.stopPlay(this.stopOf(userSession)).catch(() => undefined);
  }

  private stopOf(userSession: string): SessionRequest {
    return {
      track_id: this.trackId,
      user_session: userSession,
      position_seconds: this.position(),
    };
  }
}

function isGone(failure: unknown): boolean {
  return failure instanceof ApiError && [400, 401, 403, 404, 410].includes(failure.status);
}
