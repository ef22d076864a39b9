import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../../../e2e/fakes/fake-server.ts';
import type { FetchedImage } from './fetched-image.ts';
import { createImageFetcher, type ImageFetcher, type ImageFetcherOptions, type ImageRequest } from './fetch-image.ts';
import type { HttpTimers } from './http-timers.ts';

const BYTES = randomBytes(300_000);
/** Waiting takes no time here, but happens in order. */
const impatient: HttpTimers = {
  elapsed: () => performance.now(),
  after: (delayMs, run) => {
    // What only watches for a stalled connection must not go off at once.
    const timer = setTimeout(run, delayMs >= 20_000 ? delayMs : Math.min(delayMs, 5));
    return () => {
      clearTimeout(timer);
    };
  },
};

let folder: string;
let fake: FakeServer;
const open: { close: () => Promise<unknown> }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-images-'));
  fake = await startFakeServer({
    name: 'images',
    handle: ({ path: wanted }) => {
      if (wanted === '/moved.jpg') return { status: 302, headers: { location: '/a.jpg' } };
      return wanted.endsWith('.jpg') ? { status: 200, contentType: 'image/jpeg', bytes: BYTES } : null;
    },
  });
});
afterEach(async () => {
  await fake.close();
  for (const server of open.splice(0)) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function fetcher(options: Partial<ImageFetcherOptions> = {}): ImageFetcher {
  return createImageFetcher({
    tempDir: path.join(folder, '.tmp'),
    clock: { now: () => Date.now() },
    ownAddresses: () => [fake.url, ...(options.ownAddresses?.('tmdb') ?? [])],
    timers: impatient,
    random: () => 0,
    ...options,
  });
}

type FileRequest = ImageRequest & { inMemory?: false };

function ask(url: string, change: Partial<FileRequest> = {}): FileRequest {
  return { provider: 'tmdb', url, signal: new AbortController().signal, isInteractive: false, ...change };
}

const bytesOf = (image: FetchedImage): Uint8Array => image.bytes ?? readFileSync(image.path);

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const left = (): string[] => (existsSync(path.join(folder, '.tmp')) ? readdirSync(path.join(folder, '.tmp')) : []);

/** A server that behaves as the test says, for what the common fake does not do. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

describe('a download', () => {
  it('is a file of its own with the bytes of the server', async () => {
    const image = await fetcher()(ask(`${fake.url}/a.jpg`));
    expect(sha(readFileSync(image.path))).toBe(sha(BYTES));
    expect(image.sizeBytes).toBe(BYTES.length);
    expect(left()).toEqual([path.basename(image.path)]);
  });

  it('takes bytes whatever the server calls them', async () => {
    fake.setFaults([{ kind: 'wrong-type', contentType: 'text/plain' }]);
    await expect(fetcher()(ask(`${fake.url}/a.jpg`))).resolves.toMatchObject({ sizeBytes: BYTES.length });
  });

  it('runs with no more than four others', async () => {
    fake.setFaults([{ kind: 'slow', delayMs: 20 }]);
    const fetchImage = fetcher();
    await Promise.all(Array.from({ length: 20 }, (_, i) => fetchImage(ask(`${fake.url}/${String(i)}.jpg`))));
    expect(fake.mostAtOnce).toBe(5);
    expect(fake.requests).toHaveLength(20);
  });

  it('of one address twice at once gives each its own file', async () => {
    const fetchImage = fetcher();
    const [a, b] = await Promise.all([fetchImage(ask(`${fake.url}/a.jpg`)), fetchImage(ask(`${fake.url}/a.jpg`))]);
    expect(a.path).not.toBe(b.path);
    expect(sha(readFileSync(a.path))).toBe(sha(readFileSync(b.path)));
  });

  it('follows a redirect on the same host', async () => {
    await expect(fetcher()(ask(`${fake.url}/moved.jpg`))).resolves.toMatchObject({ sizeBytes: BYTES.length });
  });
});

describe('a download in memory', () => {
  const askInMemory = (url: string): ImageRequest => ({ ...ask(url), inMemory: true });

  it('leaves no file while it is small', async () => {
    const image = await fetcher()(askInMemory(`${fake.url}/a.jpg`));
    expect(image.path).toBeUndefined();
    expect(sha(bytesOf(image))).toBe(sha(BYTES));
    // It is handed over to another thread.
    expect(image.bytes?.buffer.byteLength).toBe(BYTES.length);
    expect(left()).toEqual([]);
  });

  it('is a file when it is large', async () => {
    const large = randomBytes(6_000_000);
    const server = await serve((_, response) => response.end(large));
    const image = await fetcher({ ownAddresses: () => [server] })(askInMemory(`${server}/a.jpg`));
    expect(image.path).toBeDefined();
    expect(sha(bytesOf(image))).toBe(sha(large));
    expect(left()).toEqual([path.basename(image.path ?? '')]);
  });

  it('of which too little came is kept for the next attempt', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { etag: '"v1"', 'content-length': BYTES.length });
      response.write(BYTES.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
    });
    const fetchImage = fetcher({ ownAddresses: () => [server] });
    await expect(fetchImage({ ...askInMemory(`${server}/a.jpg`), isInteractive: true })).rejects.toBeInstanceOf(Error);
    expect(left().filter((name) => name.endsWith('.part'))).toHaveLength(1);
  });
});

describe('refused', () => {
  it('a redirect to another host, without asking there', async () => {
    const other = await serve((_, response) => response.end(BYTES));
    fake.setFaults([{ kind: 'redirect', to: `${other}/a.jpg` }]);
    await expect(fetcher()(ask(`${fake.url}/a.jpg`))).rejects.toMatchObject({ code: 'redirected', isTransient: false });
    expect(fake.requests).toHaveLength(1);
  });

  it.each([
    ['http://image.tmdb.org/t/p/original/a.jpg', 'without TLS'],
    ['https://evil.example/a.jpg', 'of another host'],
    ['https://image.tmdb.org.evil.example/a.jpg', 'of a host that begins like it'],
    ['https://me:secret@image.tmdb.org/a.jpg', 'with a password'],
    ['file:///etc/passwd', 'of a file'],
    ['nonsense', 'that is none'],
  ])('%s, an address %s', async (url) => {
    await expect(fetcher()(ask(url))).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(fetcher()(ask('file:///etc/passwd', { provider: 'user' }))).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  it('what says that it is too large, before its bytes come', async () => {
    const small = fetcher({ maxBytes: 100_000 });
    await expect(small(ask(`${fake.url}/a.jpg`))).rejects.toMatchObject({ code: 'too_large' });
    expect(left()).toEqual([]);
  });

  it('what turns out to be too large, and none of it is kept', async () => {
    const endless = await serve((_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write(BYTES), 1);
      response.on('close', () => {
        clearInterval(more);
      });
    });
    const small = fetcher({ maxBytes: 1_000_000, ownAddresses: () => [endless] });
    await expect(small(ask(`${endless}/a.jpg`))).rejects.toMatchObject({ code: 'too_large' });
    expect(left()).toEqual([]);
  });

  it('an image that is gone, after one question', async () => {
    await expect(fetcher()(ask(`${fake.url}/none`))).rejects.toMatchObject({ code: 'gone' });
    expect(fake.requests).toHaveLength(1);
  });
});

describe.each([false, true])('repeated, in memory: %s', (inMemory) => {
  it.each([
    ['a connection that is cut', { kind: 'reset', times: 2 }],
    ['one that breaks midway', { kind: 'reset', isMidway: true, times: 2 }],
    ['a server in trouble', { kind: 'error', status: 500, times: 2 }],
    ['a server that wants to be asked less often', { kind: 'too-many', retryAfterS: 0, times: 2 }],
  ] as const)('after %s', async (_, fault) => {
    fake.setFaults([fault]);
    const image = await fetcher()({ ...ask(`${fake.url}/a.jpg`), inMemory });
    expect(sha(bytesOf(image))).toBe(sha(BYTES));
    expect(fake.requests).toHaveLength(3);
  });

  it('from where it broke off, when the server can', async () => {
    const ranges: (string | undefined)[] = [];
    let requests = 0;
    const half = BYTES.length / 2;
    const server = await serve((request, response) => {
      ranges.push(request.headers.range);
      requests += 1;
      const headers = { etag: '"v1"', 'accept-ranges': 'bytes' };
      if (requests === 1) {
        response.writeHead(200, { ...headers, 'content-length': BYTES.length });
        response.write(BYTES.subarray(0, half), () => setTimeout(() => response.destroy(), 20));
        return;
      }
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      expect(request.headers['if-range']).toBe('"v1"');
      response.writeHead(206, {
        ...headers,
        'content-length': BYTES.length - from,
        'content-range': `bytes ${String(from)}-${String(BYTES.length - 1)}/${String(BYTES.length)}`,
      });
      response.end(BYTES.subarray(from));
    });
    const image = await fetcher({ ownAddresses: () => [server] })({ ...ask(`${server}/a.jpg`), inMemory });
    expect(sha(bytesOf(image))).toBe(sha(BYTES));
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('from the beginning, when the image is another by now', async () => {
    const other = randomBytes(200_000);
    let requests = 0;
    const server = await serve((_, response) => {
      requests += 1;
      if (requests === 1) {
        response.writeHead(200, { etag: '"v1"', 'content-length': BYTES.length });
        response.write(BYTES.subarray(0, 150_000), () => setTimeout(() => response.destroy(), 20));
      } else {
        response.writeHead(200, { etag: '"v2"', 'content-length': other.length }).end(other);
      }
    });
    const image = await fetcher({ ownAddresses: () => [server] })({ ...ask(`${server}/a.jpg`), inMemory });
    expect(sha(bytesOf(image))).toBe(sha(other));
  });

  it('not without end: it says what kept it', async () => {
    fake.setFaults([{ kind: 'error', status: 500 }]);
    await expect(fetcher()(ask(`${fake.url}/a.jpg`, { isInteractive: true }))).rejects.toMatchObject({
      code: 'unavailable',
      isTransient: true,
    });
    expect(fake.requests).toHaveLength(3);
  });
});

it('ends at once when nobody wants it any more, and lets the next one through', async () => {
  fake.setFaults([{ kind: 'slow', delayMs: 60_000, times: 5 }]);
  const fetchImage = fetcher();
  const control = new AbortController();
  const stuck = Array.from({ length: 5 }, (_, i) =>
    fetchImage(ask(`${fake.url}/${String(i)}.jpg`, { signal: control.signal })),
  );
  const settled = Promise.allSettled(stuck);
  const next = fetchImage(ask(`${fake.url}/next.jpg`));
  await expect.poll(() => fake.requests.length).toBe(5);
  control.abort(new Error('stop'));
  expect((await settled).every(({ status }) => status === 'rejected')).toBe(true);
  await expect(next).resolves.toMatchObject({ sizeBytes: BYTES.length });
});
