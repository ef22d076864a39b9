import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScriptedServer, startScriptedServer, type Step } from './__testing__/scripted-server.ts';
import { testClient } from './__testing__/test-client.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await server.close();
});

const ITEMS = 300;
const LIMIT = { requests: 40, windowMs: 1_000, concurrency: 10, perDay: null };
const FAULTS: Step[] = [
  { status: 500 },
  'reset',
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 503, headers: { 'retry-after': '2' } },
  { text: '<h1>Bad gateway</h1>' },
];

test('a provider of which every third request fails is asked no more than it takes, and all answers arrive', async () => {
  const client = testClient({ limits: { tmdb: LIMIT } });
  const arrivedAt: number[] = [];
  const closed: { from: number; until: number }[] = [];
  server.answer = (_, index) => {
    const now = client.timers.now();
    arrivedAt.push(now);
    if (index % 3 !== 2) return { json: { index } };
    const fault = FAULTS[Math.floor(index / 3) % FAULTS.length] ?? 'reset';
    const retryAfter = typeof fault === 'string' ? undefined : fault.headers?.['retry-after'];
    if (retryAfter !== undefined) closed.push({ from: now, until: now + Number(retryAfter) * 1_000 });
    return fault;
  };
  const all = Array.from({ length: ITEMS }, (_, i) =>
    client.send({ url: `${server.url}/movie/${String(i)}`, isInteractive: false, keepForMs: 60_000 }),
  );
  const { value } = await client.timers.runUntil(Promise.all(all));
  expect(value.every(({ status, fromCache }) => status === 200 && !fromCache)).toBe(true);
  // Every third of the requests fails, so 1.5 requests an item are the least there can be.
  expect(server.arrivals.length).toBeLessThanOrEqual(ITEMS * 1.5 * 1.1);
  for (let i = LIMIT.requests; i < arrivedAt.length; i += 1) {
    expect(arrivedAt[i]! - arrivedAt[i - LIMIT.requests]!).toBeGreaterThan(LIMIT.windowMs);
  }
  // Nobody is sent off while the provider wants to be left alone; those already under way arrive in the same instant.
  expect(closed.length).toBeGreaterThan(20);
  expect(arrivedAt.filter((at) => closed.some(({ from, until }) => from < at && at < until))).toEqual([]);
});
