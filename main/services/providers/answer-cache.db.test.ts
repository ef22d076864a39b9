import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptAnswer } from '../../providers/http/http-types.ts';
import { type TestDeps, testDeps } from './__testing__/test-deps.ts';
import { createAnswerCache } from './answer-cache.ts';
import { createCallCounter } from './call-counter.ts';

let deps: TestDeps;
beforeEach(() => {
  deps = testDeps();
});
afterEach(() => {
  deps.sample.close();
});

const answer = (key: string, change: Partial<KeptAnswer> = {}): KeptAnswer => ({
  key,
  provider: 'tmdb',
  status: 200,
  body: JSON.stringify({ key }),
  etag: 'W/"1"',
  lastModified: null,
  fetchedAtMs: deps.clock.now(),
  expiresAtMs: deps.clock.now() + 60_000,
  ...change,
});

test('answers small and large come back as they were, at once and after they are written', async () => {
  const cache = createAnswerCache(deps);
  const large = answer('GET large', { body: JSON.stringify({ text: 'Ämbar 🎬 '.repeat(2_000) }), status: 404 });
  const small = answer('GET small');
  for (const one of [large, small]) {
    cache.put(one);
    expect(await cache.get(one.key)).toEqual(one);
  }
  await cache.whenWritten();
  for (const one of [large, small]) expect(await cache.get(one.key)).toEqual(one);
  expect(deps.sample.one('SELECT size_bytes FROM provider_answers WHERE answer_key = ?', 'GET large')).toBeLessThan(
    1_000,
  );
  expect(await cache.get('GET other')).toBeNull();
});

test('a newer answer takes the place of the older, a confirmed one is as good as new', async () => {
  const cache = createAnswerCache(deps);
  cache.put(answer('GET a', { body: '1' }));
  cache.put(answer('GET a', { body: '2' }));
  cache.renew('GET a', 5, 6);
  await cache.whenWritten();
  expect(await cache.get('GET a')).toMatchObject({ body: '2', fetchedAtMs: 5, expiresAtMs: 6 });
  cache.renew('GET a', 7_000, 8_000);
  expect(await cache.get('GET a')).toMatchObject({ body: '2', fetchedAtMs: 7_000, expiresAtMs: 8_000 });
});

test('a damaged one is none', async () => {
  const cache = createAnswerCache(deps);
  cache.put(answer('GET a', { body: 'x'.repeat(5_000) }));
  await cache.whenWritten();
  deps.sample.db.exec(`UPDATE provider_answers SET body = x'00ff'`);
  expect(await cache.get('GET a')).toBeNull();
});

test('what is older than 30 days goes by itself', async () => {
  const cache = createAnswerCache(deps);
  for (let i = 0; i < 50; i += 1) cache.put(answer(`GET ${String(i)}`));
  await cache.whenWritten();
  deps.clock.set('2026-05-31T11:00:00.000Z');
  cache.put(answer('GET new'));
  await cache.whenWritten();
  expect(deps.sample.one('SELECT count(*) FROM provider_answers')).toBe(51);
  deps.clock.set('2026-06-01T13:00:00.000Z');
  cache.put(answer('GET newer'));
  await cache.whenWritten();
  expect(deps.sample.list('SELECT answer_key FROM provider_answers ORDER BY id')).toEqual(['GET new', 'GET newer']);
});

test('what comes after the end is lost without an error', async () => {
  const cache = createAnswerCache(deps);
  cache.put(answer('GET a', { body: 'x'.repeat(5_000) }));
  deps.sample.db.close();
  await cache.whenWritten();
  createCallCounter(deps.db, deps.clock).count('tmdb', 'ok');
  expect(deps.log).toEqual([]);
});

test('calls are counted by provider and day', () => {
  const counter = createCallCounter(deps.db, deps.clock);
  counter.count('omdb', 'ok');
  counter.count('omdb', 'error');
  counter.count('omdb', 'not_modified');
  counter.count('tmdb', 'ok');
  expect([counter.today('omdb'), counter.today('tmdb'), counter.today('tvdb')]).toEqual([3, 1, 0]);
  deps.clock.set('2026-05-02T00:00:00.000Z');
  expect(createCallCounter(deps.db, deps.clock).today('omdb')).toBe(0);
});
