import { describe, expect, it } from 'vitest';
import { isRunDue, nextRunMs } from './next-run.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const START = Date.parse('2026-03-01T08:00:00.000Z');
const daily = { intervalMinutes: 1440, lastRunMs: START, knownSinceMs: START };

describe('nextRunMs', () => {
  it('counts from the last run', () => {
    expect(nextRunMs(daily)).toBe(START + DAY);
  });

  it('lets the first start pass before the first run', () => {
    expect(nextRunMs({ ...daily, lastRunMs: null })).toBe(START + 10 * MINUTE);
  });

  it('is never without an interval', () => {
    expect(nextRunMs({ ...daily, intervalMinutes: null })).toBeNull();
    expect(isRunDue({ ...daily, intervalMinutes: null }, START + 900 * DAY)).toBe(false);
  });
});

describe('isRunDue', () => {
  it.each([
    ['a moment before its time', START + DAY - 1, false],
    ['at its time', START + DAY, true],
    ['long after it was missed', START + 40 * DAY, true],
    ['right after it ran', START, false],
    ['after the clock was set back an hour', START - 60 * MINUTE, false],
    ['after the clock was set back by years', START - 900 * DAY, true],
  ])('%s', (_name, nowMs, expected) => {
    expect(isRunDue(daily, nowMs)).toBe(expected);
  });
});
