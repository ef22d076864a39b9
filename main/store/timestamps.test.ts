import { expect, test } from 'vitest';
import { addDays, nowTimestamp, toTimestamp } from './timestamps.ts';

test('an instant has one spelling', () => {
  const text = '2026-11-22T08:05:09.040Z';
  expect(toTimestamp(new Date(text))).toBe(text);
  expect(toTimestamp(Date.parse(text))).toBe(text);
  expect(toTimestamp(Date.parse(text) + 0.7)).toBe(text);
  expect(nowTimestamp()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('text order is time order', () => {
  const instants = [-1, 0, 1, 999, 1000, 1_700_000_000_000, 253_402_300_799_999];
  const texts = instants.map((instant) => toTimestamp(instant));
  expect([...texts].sort()).toEqual(texts);
});

test('what has no timestamp is refused', () => {
  expect(() => toTimestamp(Number.NaN)).toThrow(RangeError);
  expect(() => toTimestamp(253_402_300_800_000)).toThrow(RangeError);
  expect(() => addDays('soon', 1)).toThrow(RangeError);
});

test('days are added across months and leap days', () => {
  expect(addDays('2028-02-28T12:00:00.000Z', 2)).toBe('2028-03-01T12:00:00.000Z');
  expect(addDays(new Date('2026-01-01T00:00:00.000Z'), -1)).toBe('2025-12-31T00:00:00.000Z');
  expect(addDays(0, 90)).toBe('1970-04-01T00:00:00.000Z');
});
