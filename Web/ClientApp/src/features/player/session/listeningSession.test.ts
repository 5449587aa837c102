import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '@/shared/api/apiError';
import type { OpenedPlay, SessionRequest } from '@/shared/api/types';
import type { SessionListener, SessionWorld } from './listeningSession';
import { ListeningSession, longestPauseMs } from './listeningSession';

const gone = new ApiError(410, 'gone', 'ended');
const away = new ApiError(503, 'unavailable', 'restarting');

/** A service and a clock that the tests turn by hand. */
class World implements SessionWorld {
  readonly calls: string[] = [];
  private time = 0;
  private timers: { at: number; run: () => void }[] = [];
  private opened = 0;
  failOpen: ApiError | null = null;
  failPing: ApiError | null = null;

  openPlay(trackId: string): Promise<OpenedPlay> {
    this.calls.push('open');
    if (this.failOpen !== null) return Promise.reject(this.failOpen);
    this.opened += 1;
    return Promise.resolve({
      track_id: trackId,
      playlist_url: '/media/t/1/master.m3u8',
      user_session: `s${this.opened}`,
      heartbeat_seconds: 10,
      ttl_seconds: 25,
    });
  }

  pingPlay(ping: SessionRequest): Promise<unknown> {
    this.calls.push(`ping ${ping.user_session} ${ping.state}`);
    return this.failPing === null ? Promise.resolve({}) : Promise.reject(this.failPing);
  }

  stopPlay(stop: { user_session: string }): Promise<unknown> {
    this.calls.push(`stop ${stop.user_session}`);
    return Promise.resolve({});
  }

  stopPlayOnLeave(stop: { user_session: string }): void {
    this.calls.push(`beacon ${stop.user_session}`);
  }

  now(): number {
    return this.time;
  }

  setTimer(run: () => void, delayMs: number): () => void {
    const timer = { at: this.time + delayMs, run };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }

  /** Lets time pass, timers run, and answers arrive. */
  async pass(seconds: number): Promise<void> {
    const until = this.time + seconds * 1000;
    await settle();
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= until);
      const first = due.toSorted((one, other) => one.at - other.at)[0];
      if (first === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== first);
      this.time = first.at;
      first.run();
      await settle();
    }
    this.time = until;
  }

  /** The machine sleeps: time passes and no timer runs. */
  sleep(seconds: number): void {
    this.time += seconds * 1000;
  }

  take(): string[] {
    return this.calls.splice(0);
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('ListeningSession', () => {
  let world: World;
  let told: string[];
  let session: ListeningSession;

  beforeEach(() => {
    world = new World();
    told = [];
    const listener: SessionListener = {
      onOpened: (opened) => told.push(`opened ${opened.user_session}`),
      onUnreachable: () => told.push('unreachable'),
      onRefused: (error) => told.push(`refused ${error.status}`),
    };
    session = new ListeningSession('t', () => 1.5, listener, world);
  });

  it('opens, beats at the interval the service asks for, and stops', async () => {
    session.open();
    await world.pass(25);
    session.close();
    await world.pass(60);
    expect(world.take()).toEqual(['open', 'ping s1 playing', 'ping s1 playing', 'stop s1']);
  });

  it('says at once that it is paused, and that it goes on', async () => {
    session.open();
    await world.pass(1);
    session.setState('paused');
    await world.pass(1);
    session.setState('playing');
    await world.pass(1);
    expect(world.take()).toEqual(['open', 'ping s1 paused', 'ping s1 playing']);
  });

  it('says so after opening when it was paused meanwhile', async () => {
    session.open();
    session.setState('paused');
    await world.pass(1);
    expect(world.take()).toEqual(['open', 'ping s1 paused']);
  });

  it('lets a long pause end and opens anew when play goes on', async () => {
    session.open();
    session.setState('paused');
    await world.pass(longestPauseMs / 1000 + 20);
    world.take();
    await world.pass(3600);
    expect(world.take()).toEqual([]);
    world.failPing = gone;
    session.setState('playing');
    await world.pass(1);
    expect(world.take()).toEqual(['ping s1 playing', 'open']);
    expect(told).toEqual(['opened s1', 'opened s2']);
  });

  it('opens anew, quietly, when the service has ended it', async () => {
    session.open();
    await world.pass(1);
    world.failPing = gone;
    await world.pass(10);
    world.failPing = null;
    await world.pass(10);
    expect(world.take()).toEqual(['open', 'ping s1 playing', 'open', 'ping s2 playing']);
  });

  it('beats at once after sleep', async () => {
    session.open();
    await world.pass(1);
    world.sleep(600);
    session.wake();
    await world.pass(1);
    expect(world.take()).toEqual(['open', 'ping s1 playing']);
    session.wake();
    await world.pass(1);
    expect(world.take()).toEqual([]);
  });

  it('goes on beating while the service is away, under the same session', async () => {
    session.open();
    await world.pass(1);
    world.failPing = away;
    await world.pass(30);
    world.failPing = null;
    await world.pass(10);
    expect(new Set(world.take())).toEqual(new Set(['open', 'ping s1 playing']));
  });

  it('tries until it can be opened', async () => {
    world.failOpen = away;
    session.open();
    await world.pass(7);
    world.failOpen = null;
    await world.pass(3);
    expect(world.take()).toEqual(['open', 'open', 'open', 'open']);
    expect(told).toEqual(['unreachable', 'unreachable', 'unreachable', 'opened s1']);
  });

  it('gives up when there is no such track', async () => {
    world.failOpen = new ApiError(404, 'not_found', 'no such track');
    session.open();
    await world.pass(60);
    expect(world.take()).toEqual(['open']);
    expect(told).toEqual(['refused 404']);
  });

  it('stops what was opened too late', async () => {
    session.open();
    session.close();
    await world.pass(1);
    expect(world.take()).toEqual(['open', 'stop s1']);
    expect(told).toEqual([]);
  });

  it('ends by a beacon when the page goes, and comes back with it', async () => {
    session.open();
    await world.pass(1);
    session.leave();
    await world.pass(60);
    expect(world.take()).toEqual(['open', 'beacon s1']);
    session.wake();
    await world.pass(1);
    expect(world.take()).toEqual(['open']);
    session.leave();
    expect(world.take()).toEqual(['beacon s2']);
  });

  it('sends one ping at a time', async () => {
    session.open();
    await world.pass(1);
    session.setState('paused');
    session.setState('playing');
    session.setState('paused');
    await world.pass(1);
    expect(world.take().filter((call) => call.endsWith('playing'))).toEqual([]);
  });
});
