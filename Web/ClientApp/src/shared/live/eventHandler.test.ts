import { afterEach, describe, expect, it, vi } from 'vitest';
import { trackForTests } from '../api/trackForTests';
import { eventHandler } from './eventHandler';
import { isLiveStatistics, isTrack, isTrackId } from './eventShapes';

afterEach(() => vi.restoreAllMocks());

describe('eventHandler', () => {
  it.each([
    ['the data', '{"track_id":"t"}', [{ track_id: 't' }]],
    ['nothing that is no JSON', '{"track_id":', []],
    ['nothing that is empty', '', []],
    ['nothing of another shape', '{"id":"t"}', []],
  ])('passes on %s', (_, text, expected) => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const handled: unknown[] = [];
    eventHandler(isTrackId, (data) => handled.push(data))(text);
    expect(handled).toEqual(expected);
    expect(warn).toHaveBeenCalledTimes(expected.length === 0 ? 1 : 0);
  });
});

const statistics = {
  listening_now: 1,
  peak_today: 2,
  as_of: '2026-01-01T00:00:00Z',
  live: [],
  charts: { '24h': [], '7d': [], all: [], trending: [] },
};

describe('what an event should carry', () => {
  it.each([
    [trackForTests('t'), true, true],
    [{ track_id: 't' }, true, false],
    [{ ...trackForTests('t'), track_id: 1 }, false, false],
    [null, false, false],
    ['t', false, false],
  ])('the id of a track, or all of it: %j', (data, isId, isWhole) => {
    expect([isTrackId(data), isTrack(data)]).toEqual([isId, isWhole]);
  });

  it.each([
    [statistics, true],
    [{ ...statistics, listening_now: '1' }, false],
    [{ ...statistics, live: {} }, false],
    [{ ...statistics, charts: { '24h': [] } }, false],
    [{ ...statistics, charts: null }, false],
    [undefined, false],
  ])('statistics: %j', (data, isExpected) => expect(isLiveStatistics(data)).toBe(isExpected));
});
