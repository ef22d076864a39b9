import { expect, test } from 'vitest';
import type { KeptAnswer } from './http-types.ts';
import { answerFrom, conditionsOf, expiryOf } from './kept-answer.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const request = { keepForMs: HOUR };

const kept = (change: Partial<KeptAnswer>): KeptAnswer => ({
  key: 'GET https://x/',
  provider: 'tmdb',
  status: 200,
  body: '{"a":1}',
  etag: null,
  lastModified: null,
  fetchedAtMs: 5,
  expiresAtMs: 6,
  ...change,
});

test.each([
  ['as long as the request wants', 200, {}, HOUR],
  ['longer where the provider says so', 200, { 'cache-control': 'public, max-age=28800' }, 8 * HOUR],
  ['less what it has already lain elsewhere', 200, { 'cache-control': 'max-age=28800', age: '3600' }, 7 * HOUR],
  ['never shorter', 200, { 'cache-control': 'max-age=5' }, HOUR],
  ['not by an answer that must not be kept elsewhere', 200, { 'cache-control': 'no-cache, max-age=99999' }, HOUR],
  ['a week at most', 200, { 'cache-control': 'max-age=999999999' }, 7 * DAY],
])('an answer is fresh %s', (_, status, headers, expected) => {
  expect(expiryOf(request, { status, headers }, 1_000)).toBe(1_000 + expected);
});

test('that a film is unknown holds for a day at most', () => {
  expect(expiryOf({ keepForMs: 7 * DAY }, { status: 404, headers: { 'cache-control': 'max-age=999999' } }, 0)).toBe(
    DAY,
  );
});

test('asks for changes by what the provider gave along', () => {
  expect(conditionsOf(null)).toEqual({});
  expect(conditionsOf(kept({ etag: 'W/"1"', lastModified: 'Fri, 01 May 2026 12:00:00 GMT' }))).toEqual({
    'if-none-match': 'W/"1"',
    'if-modified-since': 'Fri, 01 May 2026 12:00:00 GMT',
  });
});

test('a damaged one is none', () => {
  expect(answerFrom(kept({}))).toMatchObject({ body: { a: 1 }, fetchedAtMs: 5, fromCache: true });
  expect(answerFrom(kept({ body: '' }))?.body).toBeNull();
  expect(answerFrom(kept({ body: '{"a":' }))).toBeNull();
});
