import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScriptedServer, startScriptedServer } from './__testing__/scripted-server.ts';
import { testClient } from './__testing__/test-client.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await server.close();
});

const MINUTES = 60_000;

describe('what is kept', () => {
  const request = (): { url: string; keepForMs: number } => ({ url: `${server.url}/movie/1`, keepForMs: 10 * MINUTES });

  test('answers while it is fresh, unless something fresh is asked for', async () => {
    const client = testClient();
    server.answer = (_, index) => ({ json: { index } });
    await client.ask(request());
    client.timers.advance(9 * MINUTES);
    expect(await client.ask(request())).toMatchObject({ body: { index: 0 }, fromCache: true });
    expect(await client.ask({ ...request(), isFresh: true })).toMatchObject({ body: { index: 1 }, fromCache: false });
    client.timers.advance(11 * MINUTES);
    expect(await client.ask(request())).toMatchObject({ body: { index: 2 } });
    expect(server.arrivals).toHaveLength(3);
  });

  test('is confirmed instead of sent again', async () => {
    const client = testClient();
    server.answer = ({ headers }) =>
      headers['if-none-match'] === 'W/"v1"' ? { status: 304 } : { json: { v: 1 }, headers: { etag: 'W/"v1"' } };
    await client.ask(request());
    client.timers.advance(11 * MINUTES);
    const now = client.timers.now();
    expect(await client.ask(request())).toMatchObject({ status: 200, body: { v: 1 }, fetchedAtMs: now });
    expect(client.counts).toEqual(['tmdb ok', 'tmdb not_modified']);
    expect(await client.ask(request())).toMatchObject({ fromCache: true, fetchedAtMs: now });
    expect(server.arrivals).toHaveLength(2);
  });

  test('stands in for a provider that does not answer, and the problem is known all the same', async () => {
    const client = testClient();
    server.answer = () => ({ json: { v: 1 } });
    const first = await client.ask(request());
    server.answer = () => ({ status: 500 });
    const stale = await client.ask({ ...request(), isFresh: true });
    expect(stale).toMatchObject({ body: { v: 1 }, fromCache: true, fetchedAtMs: first.fetchedAtMs });
    expect(client.problems.at(-1)?.[1]?.code).toBe('unavailable');
    server.answer = () => ({ status: 401 });
    expect((await client.failure({ ...request(), isFresh: true })).code).toBe('bad_key');
  });

  test('does not stand in for a job that is to be put off', async () => {
    const client = testClient();
    await client.ask(request());
    server.answer = () => ({ status: 429, headers: { 'retry-after': '300' } });
    const asked = { ...request(), isFresh: true };
    expect((await client.failure({ ...asked, isInteractive: false })).code).toBe('rate_limited');
    expect(await client.ask(asked)).toMatchObject({ fromCache: true });
  });

  test('is nothing where nothing is to be kept', async () => {
    const client = testClient();
    await client.ask({ ...request(), keepForMs: 0 });
    await client.ask({ ...request(), keepForMs: 0 });
    expect(client.kept.size).toBe(0);
    expect(server.arrivals).toHaveLength(2);
  });
});
