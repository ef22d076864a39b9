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

describe('an answer', () => {
  test('is parsed JSON, with the secrets in the request only', async () => {
    const client = testClient();
    server.answer = () => ({ json: { title: 'Ämbar 🎬' }, headers: { etag: '"1"' } });
    const answer = await client.ask({
      url: `${server.url}/movie/1?language=de`,
      secretQuery: { api_key: 'query-secret' },
      headers: { authorization: 'Bearer header-secret' },
      keepForMs: MINUTES,
    });
    expect(answer).toMatchObject({ status: 200, body: { title: 'Ämbar 🎬' }, fromCache: false });
    expect(server.arrivals[0]).toMatchObject({
      url: '/movie/1?language=de&api_key=query-secret',
      headers: { authorization: 'Bearer header-secret', accept: 'application/json' },
    });
    expect(JSON.stringify([...client.kept])).not.toMatch(/query-secret|header-secret/);
    expect(client.counts).toEqual(['tmdb ok']);
    expect(client.problems).toEqual([['tmdb', null]]);
  });

  test('to a POST with JSON', async () => {
    const client = testClient();
    server.answer = () => ({ json: { token: 't' } });
    await client.ask({ url: `${server.url}/login`, method: 'POST', body: { apikey: 'k' } });
    expect(server.arrivals[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
  });

  test('may be an error by its status when the request says so', async () => {
    const client = testClient();
    server.answer = () => ({ status: 404, json: { status_code: 34 } });
    const answer = await client.ask({ url: `${server.url}/movie/9`, acceptStatuses: [404] });
    expect(answer).toMatchObject({ status: 404, body: { status_code: 34 } });
    expect((await client.failure({ url: `${server.url}/movie/9` })).code).toBe('refused');
  });

  test.each([
    [401, 'bad_key'],
    [403, 'refused'],
    [404, 'refused'],
    [422, 'refused'],
  ])('of status %i is a problem at once: %s', async (status, code) => {
    const client = testClient();
    server.answer = () => ({ status, json: { status_message: 'no' } });
    const problem = await client.failure({ url: `${server.url}/`, secretQuery: { api_key: 'secret' } });
    expect(problem).toMatchObject({ code, status, provider: 'tmdb' });
    expect(server.arrivals).toHaveLength(1);
    expect(JSON.stringify([problem.message, problem, client.log])).not.toContain('secret');
  });

  test.each([
    ['a page', '<!doctype html><h1>Sign in</h1>'],
    ['half an answer', '{"results":[{"id":1'],
    ['too much', Buffer.alloc(10 * 1024 * 1024 + 1, ' ')],
  ])('that is %s is none', async (_, text) => {
    const client = testClient();
    server.answer = () => ({ text });
    expect((await client.failure({ url: `${server.url}/` })).code).toBe('bad_answer');
  });

  test('is read by its adapter for problems in the provider’s own words', async () => {
    const client = testClient();
    server.answer = () => ({ status: 401, json: { Error: 'Request limit reached!' } });
    const request = {
      provider: 'omdb' as const,
      url: `${server.url}/`,
      problemOf: (status: number) => (status === 401 ? { code: 'quota' as const } : null),
    };
    const midnight = Date.parse('2026-05-02T00:00:00.000Z');
    expect(await client.failure(request)).toMatchObject({ code: 'quota', retryAtMs: midnight });
    // Nobody else asks before midnight either.
    expect(await client.failure({ ...request, url: `${server.url}/2` })).toMatchObject({ code: 'quota' });
    expect(server.arrivals).toHaveLength(1);
    client.timers.advance(midnight - client.timers.now());
    server.answer = () => ({ json: {} });
    await client.ask(request);
    expect(server.arrivals).toHaveLength(2);
  });
});

describe('failures', () => {
  test('are tried again: twice when somebody waits, five times in the background, later each time', async () => {
    const client = testClient();
    server.answer = (_, index) => (index < 2 ? { status: 502 } : { json: {} });
    expect(await client.ask({ url: `${server.url}/` })).toMatchObject({ status: 200, tookMs: 3_000 });
    server.answer = () => ({ status: 500 });
    expect((await client.failure({ url: `${server.url}/` })).code).toBe('unavailable');
    expect(server.arrivals).toHaveLength(6);

    const patient = testClient();
    server.answer = (_, index) => (index < 10 ? 'reset' : { json: {} });
    const answer = await patient.ask({ url: `${server.url}/`, isInteractive: false });
    expect(answer.tookMs).toBe(1_000 + 2_000 + 4_000 + 8_000);
    expect(patient.counts).toEqual([...Array<string>(4).fill('tmdb error'), 'tmdb ok']);
  });

  test('of five in a row leave the provider alone for five minutes, then it is tried one by one', async () => {
    const client = testClient();
    server.answer = () => ({ status: 500 });
    await client.failure({ url: `${server.url}/a` });
    const problem = await client.failure({ url: `${server.url}/b` });
    expect(problem).toMatchObject({ code: 'unavailable', retryAtMs: client.timers.now() + 5 * MINUTES - 2_000 });
    expect(server.arrivals).toHaveLength(5);
    await client.failure({ url: `${server.url}/c` });
    expect(server.arrivals).toHaveLength(5);

    client.timers.advance(5 * MINUTES);
    let atOnce = 0;
    let most = 0;
    server.answer = async () => {
      most = Math.max(most, (atOnce += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
      return { json: {} };
    };
    await client.timers.runUntil(Promise.all(['d', 'e'].map((path) => client.send({ url: `${server.url}/${path}` }))));
    expect(most).toBe(1);
    await client.timers.runUntil(Promise.all(['f', 'g'].map((path) => client.send({ url: `${server.url}/${path}` }))));
    expect(most).toBe(2);
  });

  test('that the request is to blame for do not count', async () => {
    const client = testClient();
    server.answer = () => ({ status: 404, json: {} });
    for (let i = 0; i < 7; i += 1) await client.failure({ url: `${server.url}/${String(i)}` });
    server.answer = () => ({ json: {} });
    expect((await client.ask({ url: `${server.url}/` })).status).toBe(200);
  });

  test.each([
    [true, 10_000],
    [false, 30_000],
  ])('by waiting too long: interactive %s, %i ms', async (isInteractive, timeoutMs) => {
    const client = testClient();
    server.answer = (_, index) => (index === 0 ? 'hang' : { json: {} });
    const answer = client.send({ url: `${server.url}/`, isInteractive });
    while (server.arrivals.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    client.timers.advance(timeoutMs - 1);
    expect(client.counts).toEqual([]);
    client.timers.advance(1);
    await client.timers.runUntil(answer);
    expect(client.counts).toEqual(['tmdb error', 'tmdb ok']);
  });

  test('to reach a server that is not there', async () => {
    const client = testClient();
    await server.close();
    const problem = await client.failure({ url: `${server.url}/`, secretQuery: { api_key: 'secret' } });
    expect(problem.code).toBe('unreachable');
    expect(problem.message).not.toContain('secret');
    expect(client.counts).toEqual([]);
    expect(client.log).toHaveLength(1);
    server = await startScriptedServer();
  });
});

describe('a provider that wants to be left alone', () => {
  test.each([
    ['in seconds', 429, '7', 7_000],
    ['until a date', 503, 'Fri, 01 May 2026 12:00:09 GMT', 9_000],
  ])('%s is waited for by everybody', async (_, status, retryAfter, waitMs) => {
    const client = testClient();
    server.answer = (__, index) =>
      index === 0
        ? { status, headers: { 'retry-after': retryAfter, date: 'Fri, 01 May 2026 12:00:00 GMT' } }
        : { json: {} };
    const first = client.send({ url: `${server.url}/a` });
    while (client.counts.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const all = [first, client.send({ url: `${server.url}/b` }), client.send({ url: `${server.url}/c` })];
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.arrivals).toHaveLength(1);
    const { tookMs } = await client.timers.runUntil(Promise.all(all));
    expect(tookMs).toBe(waitMs);
    expect(server.arrivals).toHaveLength(4);
  });

  test('for long is no wait: who waits is told, a job is put off', async () => {
    const client = testClient();
    server.answer = () => ({ status: 429, headers: { 'retry-after': '300' } });
    const retryAtMs = client.timers.now() + 5 * MINUTES;
    for (const isInteractive of [true, false]) {
      expect(await client.failure({ url: `${server.url}/`, isInteractive })).toMatchObject({
        code: 'rate_limited',
        retryAtMs,
      });
    }
    expect(server.arrivals).toHaveLength(1);
  });

  test('without saying how long is left alone longer each time, and is no failure', async () => {
    const client = testClient();
    server.answer = (_, index) => (index < 4 ? { status: 429 } : { json: {} });
    const answer = await client.ask({ url: `${server.url}/`, isInteractive: false });
    expect(answer.tookMs).toBe(1_000 + 2_000 + 4_000 + 8_000);
  });
});

describe('limits', () => {
  const limit = { requests: 3, windowMs: 10_000, concurrency: 2, perDay: null };

  test('of requests in a window and at once hold', async () => {
    const client = testClient({ limits: { tvdb: limit } });
    const times: number[] = [];
    let atOnce = 0;
    let most = 0;
    server.answer = async () => {
      times.push(client.timers.now());
      most = Math.max(most, (atOnce += 1));
      await new Promise((resolve) => setTimeout(resolve, 3));
      atOnce -= 1;
      return { json: {} };
    };
    const all = Array.from({ length: 10 }, (_, i) =>
      client.send({ provider: 'tvdb', url: `${server.url}/${String(i)}`, isInteractive: false }),
    );
    await client.timers.runUntil(Promise.all(all));
    expect(most).toBe(2);
    for (let i = 3; i < times.length; i += 1) expect(times[i]! - times[i - 3]!).toBeGreaterThan(10_000);
  });

  test('let interactive requests go first, also one that a job asked for before', async () => {
    const client = testClient({ limits: { tvdb: { ...limit, requests: 1 } } });
    const request = (path: string, isInteractive: boolean): Promise<unknown> =>
      client.send({ provider: 'tvdb', url: `${server.url}/${path}`, isInteractive });
    const all = [request('job1', false), request('job2', false), request('job3', false), request('person', true)];
    await Promise.resolve();
    all.push(request('job3', true));
    await client.timers.runUntil(Promise.all(all));
    expect(server.arrivals.map(({ url }) => url)).toEqual(['/job1', '/job3', '/person', '/job2']);
  });

  test('of a day hold until midnight UTC', async () => {
    const client = testClient({ limits: { omdb: { ...limit, requests: 100, perDay: 2 } } });
    const ask = (path: string): Promise<unknown> => client.ask({ provider: 'omdb', url: `${server.url}/${path}` });
    await ask('a');
    await ask('b');
    expect(await client.failure({ provider: 'omdb', url: `${server.url}/c` })).toMatchObject({
      code: 'quota',
      retryAtMs: Date.parse('2026-05-02T00:00:00.000Z'),
    });
    expect(server.arrivals).toHaveLength(2);
  });
});

describe('redirects', () => {
  test('are followed within the host, three at most', async () => {
    const client = testClient();
    server.answer = ({ url }) => {
      const hop = Number(/\d+/.exec(url)?.[0]);
      return hop === 0 ? { json: { url } } : { status: 302, headers: { location: `/${String(hop - 1)}` } };
    };
    const answer = await client.ask({ url: `${server.url}/3`, secretQuery: { k: 'v' } });
    expect(answer.body).toEqual({ url: '/0?k=v' });
    expect((await client.failure({ url: `${server.url}/4` })).code).toBe('redirected');
  });

  test('to another host are refused, and nothing is asked there', async () => {
    const client = testClient();
    const other = await startScriptedServer();
    server.answer = () => ({ status: 301, headers: { location: `${other.url}/steal` } });
    const problem = await client.failure({ url: `${server.url}/`, headers: { authorization: 'Bearer secret' } });
    expect(problem.code).toBe('redirected');
    expect(problem.message).toContain('127.0.0.1');
    expect(other.arrivals).toEqual([]);
    await other.close();
  });
});

describe('identical requests', () => {
  test('at the same time are one, unless their keys differ', async () => {
    const client = testClient();
    const send = (key: string): Promise<unknown> => client.send({ url: `${server.url}/`, secretQuery: { key } });
    await client.timers.runUntil(Promise.all([send('a'), send('a'), send('b')]));
    expect(server.arrivals.map(({ url }) => url)).toEqual(['/?key=a', '/?key=b']);
  });
});

describe('giving up', () => {
  const aborted = async (start: (signal: AbortSignal) => Promise<unknown>, when: () => boolean): Promise<void> => {
    const control = new AbortController();
    const answer = start(control.signal);
    answer.catch(() => undefined);
    while (!when()) await new Promise((resolve) => setTimeout(resolve, 1));
    control.abort(new Error('gave up'));
    await expect(answer).rejects.toThrow('gave up');
  };

  test('works before, during and between tries, and is no problem of the provider’s', async () => {
    const client = testClient();
    await aborted(
      (signal) => client.send({ url: `${server.url}/`, signal }),
      () => true,
    );
    server.answer = () => 'hang';
    await aborted(
      (signal) => client.send({ url: `${server.url}/`, signal }),
      () => server.arrivals.length === 1,
    );
    server.answer = () => ({ status: 500 });
    await aborted(
      (signal) => client.send({ url: `${server.url}/`, signal }),
      () => client.counts.length === 2,
    );
    expect(client.problems).toEqual([]);
  });

  test('works in the queue, and gives the place to the next', async () => {
    const client = testClient({ limits: { tmdb: { requests: 1, windowMs: 1_000, concurrency: 1, perDay: null } } });
    await client.ask({ url: `${server.url}/first` });
    await aborted(
      (signal) => client.send({ url: `${server.url}/second`, signal }),
      () => true,
    );
    await client.ask({ url: `${server.url}/third` });
    expect(server.arrivals.map(({ url }) => url)).toEqual(['/first', '/third']);
  });
});

describe('the log', () => {
  test('says once that a provider does not answer, and once that it does again', async () => {
    const client = testClient();
    server.answer = () => ({ status: 403 });
    for (let i = 0; i < 5; i += 1)
      await client.failure({ url: `${server.url}/`, headers: { authorization: 'Bearer s3' } });
    server.answer = () => ({ json: {} });
    await client.ask({ url: `${server.url}/` });
    await client.ask({ url: `${server.url}/` });
    expect(client.log).toHaveLength(2);
    expect(client.log.join()).not.toContain('s3');
  });
});
