import { describe, expect, it } from 'vitest';
import type { Phase, PhaseEvent } from './phase';
import { wantsSound } from './phase';
import { transition } from './transition';

const phases: readonly Phase[] = [
  { name: 'idle' },
  { name: 'loading', playWhenReady: true },
  { name: 'loading', playWhenReady: false },
  { name: 'playing' },
  { name: 'waiting', cause: 'buffer' },
  { name: 'waiting', cause: 'network' },
  { name: 'paused' },
  { name: 'blocked' },
  { name: 'ended' },
  { name: 'failed', reason: 'old' },
];

const events: readonly PhaseEvent[] = [
  { type: 'load', play: true },
  { type: 'ready' },
  { type: 'play' },
  { type: 'pause' },
  { type: 'started' },
  { type: 'starved' },
  { type: 'unreachable' },
  { type: 'refused' },
  { type: 'finished' },
  { type: 'fail', reason: 'new' },
  { type: 'unload' },
];

/** Every phase (rows) under every event (columns, in the order above); '.' is no change. */
const expected: Readonly<Record<string, string>> = {
  idle: 'loading+ . . . . . . . . . .',
  'loading+': '. buffer . loading- playing . network blocked . failed idle',
  'loading-': 'loading+ paused loading+ . playing . . blocked . failed idle',
  playing: 'loading+ . . paused . buffer network . ended failed idle',
  buffer: 'loading+ . . paused playing . network blocked ended failed idle',
  network: 'loading+ . . paused playing . . blocked ended failed idle',
  paused: 'loading+ . buffer . playing . . . ended failed idle',
  blocked: 'loading+ . buffer paused playing . . . ended failed idle',
  ended: 'loading+ . buffer . playing . . . . . idle',
  failed: 'loading+ . . . . . . . . . idle',
};

function nameOf(phase: Phase): string {
  if (phase.name === 'loading') return phase.playWhenReady ? 'loading+' : 'loading-';
  return phase.name === 'waiting' ? phase.cause : phase.name;
}

describe('transition', () => {
  it.each(phases.map((phase) => [nameOf(phase), phase] as const))(
    'from %s, every event leads where the table says',
    (name, phase) => {
      const reached = events.map((event) => nameOf(transition(phase, event)));
      const shown = reached.map((target) => (target === name ? '.' : target)).join(' ');
      expect(shown).toBe(expected[name]);
    },
  );

  it('keeps the reason of a failure', () => {
    const failed = transition({ name: 'playing' }, { type: 'fail', reason: 'gone' });
    expect(failed).toEqual({ name: 'failed', reason: 'gone' });
  });

  it('returns the very same phase where an event means nothing', () => {
    const phase: Phase = { name: 'paused' };
    expect(transition(phase, { type: 'starved' })).toBe(phase);
  });
});

describe('wantsSound', () => {
  it('is true while it plays, waits, or loads to play', () => {
    expect(phases.filter(wantsSound).map(nameOf)).toEqual([
      'loading+', 'playing', 'buffer', 'network',
    ]);
  });
});
