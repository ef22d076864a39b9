import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';
import { formatClock, formatMinutes } from './format-duration.ts';
import { relativeTime } from './time-text.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1536, '1.5 KB'],
    [999_700, '1 MB'],
    [4_700_000_000, '4.7 GB'],
    [812_000_000, '812 MB'],
  ])('%i is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('durations', () => {
  it('says hours and minutes', () => {
    expect(formatMinutes(117)).toBe('1 h 57 min');
    expect(formatMinutes(120)).toBe('2 h');
    expect(formatMinutes(9)).toBe('9 min');
  });

  it('shows seconds as a clock', () => {
    expect(formatClock(7022)).toBe('1:57:02');
    expect(formatClock(62)).toBe('1:02');
  });
});

describe('relativeTime', () => {
  const now = Date.parse('2026-03-10T12:00:00.000Z');

  it.each([
    ['2026-03-10T11:59:50.000Z', 'now'],
    ['2026-03-10T11:55:00.000Z', '5 minutes ago'],
    ['2026-03-09T12:00:00.000Z', 'yesterday'],
    ['2026-03-17T12:00:00.000Z', 'in 7 days'],
    ['2024-03-10T12:00:00.000Z', '2 years ago'],
  ])('%s is %s', (iso, text) => expect(relativeTime(iso, now)).toBe(text));
});
