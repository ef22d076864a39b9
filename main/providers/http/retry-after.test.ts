import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';
import { retryDelayMs } from './retry-delay.ts';

const NOW = Date.parse('2026-05-01T12:00:00.000Z');

test.each([
  ['2', 2_000],
  [' 0 ', 0],
  ['1.5', 1_500],
  ['999999999', 86_400_000],
  ['Fri, 01 May 2026 12:00:30 GMT', 30_000],
  ['Fri, 01 May 2026 11:00:00 GMT', 0],
  ['', null],
  ['soon', null],
  ['-1', null],
])('Retry-After: %s', (value, expected) => {
  expect(retryAfterMs({ 'retry-after': value }, NOW)).toBe(expected);
});

test('a date is measured by the clock of who wrote it', () => {
  const headers = { 'retry-after': 'Fri, 01 May 2026 09:00:10 GMT', date: 'Fri, 01 May 2026 09:00:00 GMT' };
  expect(retryAfterMs(headers, NOW)).toBe(10_000);
  expect(retryAfterMs({}, NOW)).toBeNull();
});

test('repetitions wait longer each time, up to half a minute, with half of it left to chance', () => {
  expect([0, 1, 2, 3, 4, 5, 9].map((retry) => retryDelayMs(retry, 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(retryDelayMs(3, 0)).toBe(4_000);
});
