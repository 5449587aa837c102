import { expect, it } from 'vitest';
import { SpeedMeter } from './speedMeter';

it('tells nothing before there is something to tell', () => {
  const meter = new SpeedMeter();
  expect(meter.measure(0, 0)).toBeNull();
  expect(meter.measure(500, 100)).toBeNull();
});

it('tells the speed of the last seconds, not of the whole', () => {
  const meter = new SpeedMeter();
  for (let second = 0; second <= 10; second += 1) meter.measure(second * 1000, second * 1000);
  let speed: number | null = null;
  for (let second = 11; second <= 20; second += 1)
    speed = meter.measure(10_000 + (second - 10) * 5000, second * 1000);
  expect(speed).toBeCloseTo(5000);
});
