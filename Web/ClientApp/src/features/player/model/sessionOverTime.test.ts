import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '@/shared/api/apiError';
import { trackForTests } from '@/shared/api/trackForTests';
import type { Effect } from './effects';
import type { Happening, SessionEvent } from './events';
import { inWords, on, settingsWith } from './forTests';
import { reduce } from './reduce';
import { longestPauseMs } from './session';
import { initialState } from './state';

const gone = new ApiError(410, 'gone', 'ended');
const unavailable = new ApiError(503, 'unavailable', 'restarting');

/** The player with a service and a clock that the tests turn by hand; its decks are silent. */
class World {
  state = initialState(settingsWith());
  /** What the service was asked. */
  private readonly calls: string[] = [];
  /** What the listener noticed. */
  private readonly told: string[] = [];
  private time = 0;
  private beatAt = Infinity;
  private opened = 0;
  failOpen: ApiError | null = null;
  failPing: ApiError | null = null;

  send(happening: Happening): void {
    const { phase } = this.state;
    const step = reduce(this.state, { ...happening, at: this.time, seed: 1 });
    this.state = step.state;
    if (step.state.phase !== phase) this.told.push(step.state.phase.name);
    for (const effect of step.effects) this.run(effect);
  }

  private run(effect: Effect): void {
    if (effect.type === 'load') this.told.push('load');
    if (['open', 'ping', 'stop', 'stopOnLeave'].includes(effect.type))
      this.calls.push(inWords(effect).replace(/ at .*/, ''));
    if (effect.type === 'beatIn') this.beatAt = this.time + (effect.ms ?? Infinity);
    if (effect.type === 'open') this.answer(effect.session, this.open(effect.trackId));
    if (effect.type === 'ping')
      this.answer(effect.session, {
        type: 'pinged',
        userSession: effect.request.user_session,
        heard: effect.request.state,
        failure: this.failPing,
      });
  }

  private open(trackId: string): SessionEvent {
    if (this.failOpen !== null) return { type: 'notOpened', failure: this.failOpen };
    this.opened += 1;
    const opened = {
      track_id: trackId,
      playlist_url: '/media/t/1/master.m3u8',
      user_session: `s${this.opened}`,
      heartbeat_seconds: 10,
      ttl_seconds: 25,
    };
    return { type: 'opened', opened };
  }

  private answer(session: number, event: SessionEvent): void {
    void Promise.resolve().then(() => this.send({ type: 'session', session, event }));
  }

  /** Lets time pass, timers run, and answers arrive. */
  async pass(seconds: number): Promise<void> {
    const until = this.time + seconds * 1000;
    await settle();
    while (this.beatAt <= until) {
      this.time = this.beatAt;
      this.beatAt = Infinity;
      this.send({ type: 'beat' });
      await settle();
    }
    this.time = until;
  }

  /** The machine sleeps: time passes and no timer runs. */
  sleep(seconds: number): void {
    this.time += seconds * 1000;
    this.beatAt += seconds * 1000;
  }

  takeCalls(): string[] {
    return this.calls.splice(0);
  }

  takeTold(): string[] {
    return this.told.splice(0);
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('a session, over time', () => {
  let world: World;

  const start = (...ids: string[]): void => {
    const tracks = ['t', ...ids].map((id) => trackForTests(id));
    world.send({ type: 'playList', tracks, index: 0 });
  };

  beforeEach(() => {
    world = new World();
  });

  it('opens, beats at the interval the service asks for, and stops', async () => {
    start();
    await world.pass(1);
    world.send(on('a', { type: 'started' }));
    await world.pass(24);
    world.send(on('a', { type: 'ended' }));
    await world.pass(60);
    expect(world.takeCalls()).toEqual(['open t', 'ping s1 playing', 'ping s1 playing', 'stop s1']);
  });

  it('says at once that it is paused, and that it goes on', async () => {
    start();
    await world.pass(1);
    world.send({ type: 'pause' });
    await world.pass(1);
    world.send({ type: 'play' });
    await world.pass(1);
    expect(world.takeCalls()).toEqual(['open t', 'ping s1 paused', 'ping s1 playing']);
  });

  it('says so after opening when it was paused meanwhile', async () => {
    start();
    world.send({ type: 'pause' });
    await world.pass(1);
    expect(world.takeCalls()).toEqual(['open t', 'ping s1 paused']);
  });

  it('lets a long pause end and opens anew when play goes on', async () => {
    start();
    world.send({ type: 'pause' });
    await world.pass(longestPauseMs / 1000 + 20);
    world.takeCalls();
    await world.pass(3600);
    expect(world.takeCalls()).toEqual([]);
    world.failPing = gone;
    world.send({ type: 'play' });
    await world.pass(1);
    expect(world.takeCalls()).toEqual(['ping s1 playing', 'open t']);
    expect(world.state.session?.token?.userSession).toBe('s2');
    expect(world.takeTold().filter((word) => word === 'load')).toHaveLength(1);
  });

  it('opens anew, quietly, when the service has ended it', async () => {
    start();
    await world.pass(1);
    world.failPing = gone;
    await world.pass(10);
    world.failPing = null;
    await world.pass(10);
    expect(world.takeCalls()).toEqual(['open t', 'ping s1 playing', 'open t', 'ping s2 playing']);
  });

  it('beats at once after sleep', async () => {
    start();
    await world.pass(1);
    world.sleep(600);
    world.send({ type: 'wake' });
    await world.pass(1);
    expect(world.takeCalls()).toEqual(['open t', 'ping s1 playing']);
    world.send({ type: 'wake' });
    await world.pass(1);
    expect(world.takeCalls()).toEqual([]);
  });

  it('goes on beating while the service is unavailable, under the same session', async () => {
    start();
    await world.pass(1);
    world.failPing = unavailable;
    await world.pass(30);
    world.failPing = null;
    await world.pass(10);
    expect(new Set(world.takeCalls())).toEqual(new Set(['open t', 'ping s1 playing']));
  });

  it('tries until it can be opened', async () => {
    world.failOpen = unavailable;
    start();
    await world.pass(7);
    world.failOpen = null;
    await world.pass(3);
    expect(world.takeCalls()).toEqual(['open t', 'open t', 'open t', 'open t']);
    expect(world.takeTold()).toEqual(['loading', 'waiting', 'load']);
  });

  it('gives up when there is no such track', async () => {
    world.failOpen = new ApiError(404, 'not_found', 'no such track');
    start();
    await world.pass(60);
    expect(world.takeCalls()).toEqual(['open t']);
    expect(world.state.phase).toEqual({ name: 'failed', reason: 'no such track' });
  });

  it('stops what was opened too late', async () => {
    start('u');
    world.send({ type: 'next' });
    await world.pass(1);
    expect(world.takeCalls()).toEqual(['open t', 'open u', 'stop s1']);
    expect(world.takeTold()).toEqual(['loading', 'loading', 'load']);
  });

  it('ends by a beacon when the page goes, and comes back with it', async () => {
    start();
    await world.pass(1);
    world.send({ type: 'leave' });
    await world.pass(60);
    expect(world.takeCalls()).toEqual(['open t', 'stopOnLeave s1']);
    world.send({ type: 'wake' });
    await world.pass(1);
    expect(world.takeCalls()).toEqual(['open t']);
    world.send({ type: 'leave' });
    expect(world.takeCalls()).toEqual(['stopOnLeave s2']);
  });

  it('sends one ping at a time', async () => {
    start();
    await world.pass(1);
    world.send({ type: 'pause' });
    world.send({ type: 'play' });
    world.send({ type: 'pause' });
    await world.pass(1);
    expect(world.takeCalls().filter((call) => call.endsWith('playing'))).toEqual([]);
  });
});
