import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { EventEnvelope } from '../../contract/events.ts';
import { EventBus } from './event-bus.ts';
import { type HttpServer, serveHttp } from './http.ts';

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

const root = mkdtempSync(path.join(tmpdir(), 'metarr-http-'));
const rendererDir = path.join(root, 'renderer');
const events = new EventBus();
const calls: { method: string; input: unknown }[] = [];
let server: HttpServer;
let cookie = '';

beforeAll(async () => {
  mkdirSync(path.join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(path.join(rendererDir, 'index.html'), '<!doctype html><title>Metarr</title>');
  writeFileSync(path.join(rendererDir, 'assets', 'app.js'), 'export {};');
  writeFileSync(path.join(root, 'secret.json'), '{"secret":true}');
  server = await serve();
  cookie = await signIn(server);
});

afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

function serve(): Promise<HttpServer> {
  return serveHttp(
    {
      dispatch: (method, input) => {
        calls.push({ method, input });
        return Promise.resolve({ ok: true, value: { method } });
      },
      onEvent: (listener) => events.on(listener),
      handleAsset: (request) => {
        const url = new URL(request.url);
        if (!/^\/assets\/([0-9a-f]{64}|candidate\/\d+|offered)$/.test(url.pathname))
          return Promise.resolve(new Response(null, { status: 404 }));
        return Promise.resolve(Response.json({ asset: url.pathname, method: request.method }));
      },
    },
    { host: '127.0.0.1', port: 0, rendererDir },
  );
}

/** A request as it is written, with headers that fetch would not let through. */
function send(
  target: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; port?: number } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body, port = server.port } = options;
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path: target, method, headers: { connection: 'close', ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function signIn(to: HttpServer): Promise<string> {
  const url = new URL(to.loginUrl);
  const answer = await send(url.pathname + url.search, { port: to.port });
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

const own = (): string => `http://127.0.0.1:${String(server.port)}`;
const JSON_TYPE = { 'content-type': 'application/json' };

function post(headers: Record<string, string> = {}, body = '{"method":"system.info","input":{}}'): Promise<Answer> {
  return send('/api/call', { method: 'POST', headers: { ...JSON_TYPE, cookie, origin: own(), ...headers }, body });
}

describe('signing in', () => {
  it('works once with the printed address, and gives a cookie that scripts and other sites do not get', async () => {
    const other = await serve();
    try {
      const url = new URL(other.loginUrl);
      const answer = await send(url.pathname + url.search, { port: other.port });
      expect([answer.status, answer.headers.location]).toEqual([303, '/']);
      const set = answer.headers['set-cookie']?.[0] ?? '';
      expect(set).toMatch(/HttpOnly/);
      expect(set).toMatch(/SameSite=Strict/);
      expect(answer.headers['cache-control']).toBe('no-store');
      const again = await send(url.pathname + url.search, { port: other.port });
      expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined]);
    } finally {
      await other.close();
    }
  });

  it('sends who is signed in to the application, even with a spent address', async () => {
    const answer = await send('/login?token=spent', { headers: { cookie } });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  });

  it.each(['', 'x', 'a'.repeat(10_000), '%00', 'null', 'undefined'])('refuses the token %j', async (token) => {
    const answer = await send(`/login?token=${token}`);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
  });

  it('gives another server on this machine another cookie', async () => {
    const other = await serve();
    try {
      const theirs = await signIn(other);
      expect(theirs.split('=')[0]).not.toBe(cookie.split('=')[0]);
      expect((await send('/', { headers: { cookie: theirs } })).status).toBe(401);
    } finally {
      await other.close();
    }
  });
});

describe('what is served to who is signed in', () => {
  it('the application, with its policy', async () => {
    const answer = await send('/', { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>Metarr');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  });

  it('the renderer’s own files, and artwork, under /assets', async () => {
    const script = await send('/assets/app.js', { headers: { cookie } });
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    const asset = await send(`/assets/${'a'.repeat(64)}?w=300`, { headers: { cookie } });
    expect(asset.body).toContain('a'.repeat(64));
    for (const offer of ['/assets/candidate/12?w=300', '/assets/offered?url=https%3A%2F%2Fx']) {
      expect((await send(offer, { headers: { cookie } })).body).toContain(offer.split('?')[0]);
      expect((await send(offer)).status).toBe(401);
    }
  });

  it('calls, from our own page and from what is no browser', async () => {
    calls.length = 0;
    expect(await post()).toMatchObject({ status: 200, body: '{"ok":true,"value":{"method":"system.info"}}' });
    const bare = await send('/api/call', {
      method: 'POST',
      headers: { ...JSON_TYPE, cookie },
      body: '{"method":"system.info","input":{}}',
    });
    expect(bare.status).toBe(200);
    expect(calls).toHaveLength(2);
  });

  it.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('under the name %s', async (name) => {
    const host = `${name}:${String(server.port)}`;
    expect((await send('/', { headers: { cookie, host } })).status).toBe(200);
    expect((await post({ host, origin: `http://${host}` })).status).toBe(200);
  });
});

describe('what is refused', () => {
  const signedOut = [
    ['GET', '/'],
    ['GET', '/index.html'],
    ['GET', '/assets/app.js'],
    ['GET', `/assets/${'a'.repeat(64)}`],
    ['HEAD', `/assets/${'a'.repeat(64)}`],
    ['POST', '/assets'],
    ['POST', '/api/call'],
    ['GET', '/api/call'],
    ['GET', '/api/events'],
    ['PUT', '/api/call'],
    ['DELETE', '/'],
    ['OPTIONS', '/api/call'],
    ['POST', '/login'],
    ['GET', '/login/'],
    ['GET', '//login'],
    ['GET', '/nothing'],
  ] as const;

  it.each(signedOut)('%s %s without a session', async (method, target) => {
    calls.length = 0;
    expect([401, 403]).toContain((await send(target, { method, headers: JSON_TYPE })).status);
    expect([401, 403]).toContain(
      (await send(target, { method, headers: { ...JSON_TYPE, cookie: `${cookie.split('=')[0] ?? ''}=guess` } })).status,
    );
    expect(calls).toEqual([]);
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', '127.0.0.1.evil.example'])(
    'the host name %j (DNS rebinding), signed in or not',
    async (name) => {
      for (const target of ['/', '/login?token=x', '/api/call', `/assets/${'a'.repeat(64)}`]) {
        expect((await send(target, { headers: { cookie, host: name } })).status).toBe(403);
      }
    },
  );

  it.each(['Host:\r\n', '', 'Host: 127.0.0.1\r\nHost: evil.example\r\n', 'Host: [\r\n', 'Host: a b\r\n'])(
    'the host header %j',
    async (header) => {
      const first = await new Promise<string>((resolve, reject) => {
        const socket = net.connect(server.port, '127.0.0.1', () => {
          socket.write(`GET / HTTP/1.1\r\n${header}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`);
        });
        let text = '';
        socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        socket.on('error', reject).on('close', () => {
          resolve(text);
        });
      });
      expect(first).toMatch(/^HTTP\/1\.1 40[03] /);
    },
  );

  it.each([
    'http://evil.example',
    'https://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost',
    'null',
    'file://',
    'chrome-extension://abcdef',
  ])('a call from the origin %s', async (origin) => {
    calls.length = 0;
    expect((await post({ origin })).status).toBe(403);
    expect((await send('/assets', { method: 'POST', headers: { cookie, origin } })).status).toBe(403);
    expect(calls).toEqual([]);
  });

  it.each(['cross-site', 'same-site', 'none'])('a call that the browser calls %s', async (site) => {
    calls.length = 0;
    expect((await post({ 'sec-fetch-site': site })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect(calls).toHaveLength(1);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'a call of the content type %j, which a form of another site could send',
    async (type) => {
      calls.length = 0;
      expect((await post({ 'content-type': type })).status).toBe(415);
      expect(calls).toEqual([]);
    },
  );

  it.each(['', '{', 'null', '[]', '7', '{}', '{"method":7}', '{"method":null,"input":{}}'])(
    'the body %j',
    async (body) => {
      calls.length = 0;
      expect((await post({}, body)).status).toBe(400);
      expect(calls).toEqual([]);
    },
  );

  it('a body that is too large, said or not', async () => {
    calls.length = 0;
    const large = JSON.stringify({ method: 'system.info', input: 'x'.repeat(3 * 1024 * 1024) });
    expect((await post({}, large)).status).toBe(413);
    expect((await post({ 'transfer-encoding': 'chunked' }, large)).status).toBe(413);
    expect(calls).toEqual([]);
  });

  it.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/%2e%2e%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/....//secret.json',
    '/%00/../secret.json',
    '/index.html%00.json',
    '/%',
    '//etc/passwd',
    '/etc/passwd',
  ])('a file outside the renderer: %s', async (target) => {
    const answer = await send(target, { headers: { cookie } });
    expect(answer.body).not.toContain('secret');
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

describe('events', () => {
  function connect(headers: Record<string, string>, target = '/api/events'): Promise<WebSocket | number> {
    const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}${target}`, { headers });
    return new Promise((resolve) => {
      socket.on('open', () => {
        resolve(socket);
      });
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0);
        socket.terminate();
      });
      socket.on('error', () => undefined);
    });
  }

  async function connected(): Promise<WebSocket> {
    const socket = await connect({ cookie, origin: own() });
    if (typeof socket === 'number') throw new Error(`refused with ${String(socket)}`);
    return socket;
  }

  it('arrive in order, with numbers that have no gaps, at every client', async () => {
    const [first, second] = [await connected(), await connected()];
    const heard = [first, second].map((socket) => {
      const list: EventEnvelope[] = [];
      return new Promise<EventEnvelope[]>((resolve) => {
        socket.on('message', (data: Buffer) => {
          list.push(JSON.parse(data.toString()) as EventEnvelope);
          if (list.length === 200) resolve(list);
        });
      });
    });
    for (let id = 1; id <= 200; id++) events.publish({ name: 'activity.logged', payload: { id } });
    const [one = [], two] = await Promise.all(heard);
    expect(one.map((event) => event.payload)).toEqual(Array.from({ length: 200 }, (_, i) => ({ id: i + 1 })));
    expect(one.every((event, i) => i === 0 || event.seq === (one[i - 1]?.seq ?? 0) + 1)).toBe(true);
    expect(two).toEqual(one);
    first.terminate();
    second.terminate();
  });

  it.each([
    ['without a session', () => ({ origin: own() })],
    ['with a wrong session', () => ({ cookie: `${cookie}x`, origin: own() })],
    ['from another origin', () => ({ cookie, origin: 'http://evil.example' })],
    ['from a page of a file', () => ({ cookie, origin: 'null' })],
    ['without an origin', () => ({ cookie })],
    ['under another host name', () => ({ cookie, origin: own(), host: 'evil.example' })],
  ])('are refused %s', async (_name, headers) => {
    expect(await connect(headers() as Record<string, string>)).toBe(403);
  });

  it('are to be had at their own address only', async () => {
    expect(await connect({ cookie, origin: own() }, '/api/call')).toBe(403);
  });

  it('are not stopped by a client that talks too much', async () => {
    const [loud, quiet] = [await connected(), await connected()];
    const closed = new Promise((resolve) => loud.on('close', resolve));
    loud.send('x'.repeat(100_000));
    await closed;
    const heard = new Promise<string>((resolve) => {
      quiet.on('message', (data: Buffer) => {
        resolve(data.toString());
      });
    });
    events.publish({ name: 'settings.changed', payload: {} });
    expect(await heard).toContain('settings.changed');
    quiet.terminate();
  });
});
