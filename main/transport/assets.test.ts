import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { startTestCore, type TestCore } from '../__testing__/test-core.ts';
import { picture } from '../__testing__/test-films.ts';
import { MAX_UPLOAD_BYTES, THUMBNAIL_WIDTHS } from './assets.ts';

let test: TestCore;
let poster: Buffer;
let hash: string;

beforeAll(async () => {
  test = await startTestCore();
  poster = await picture('#304050', 'jpeg', { width: 600, height: 900 });
  const { hash: given } = (await (await post(poster)).json()) as { hash: string };
  hash = given;
});
afterAll(() => test.discard());

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  test.core.handleAsset(new Request(`http://metarr.local${path}`, init));
const post = (body: NonNullable<RequestInit['body']> | null, headers: Record<string, string> = {}): Promise<Response> =>
  test.core.handleAsset(new Request('http://metarr.local/assets', { method: 'POST', body, headers }));
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: { code: string } }).error.code;

describe('GET /assets/<hash>', () => {
  it('answers the very bytes, for ever', async () => {
    const response = await get(`/assets/${hash}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('content-length')).toBe(String(poster.length));
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer()).equals(poster)).toBe(true);
    expect(hash).toBe(createHash('sha256').update(poster).digest('hex'));
  });

  it.each(THUMBNAIL_WIDTHS)('answers a copy at most %i pixels wide', async (width) => {
    const response = await get(`/assets/${hash}?w=${String(width)}`);
    expect(response.status).toBe(200);
    const facts = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(facts.width).toBe(Math.min(width, 600));
    expect(response.headers.get('content-type')).toBe(`image/${facts.format}`);
  });

  it.each(['0', '-300', '301', '99999999', 'NaN', '3e2.5', '', '300px'])('refuses the width %j', async (width) => {
    const response = await get(`/assets/${hash}?w=${width}`);
    expect([response.status, await codeOf(response)]).toEqual([400, 'invalid_input']);
  });

  it('answers 304 to who has it already, per width', async () => {
    const etag = (await get(`/assets/${hash}?w=300`)).headers.get('etag') ?? '';
    const again = await get(`/assets/${hash}?w=300`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get(`/assets/${hash}`, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it.each(['', '?w=300'])('answers HEAD without a body%s', async (query) => {
    const response = await get(`/assets/${hash}${query}`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^image\//);
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });

  it.each([
    '/assets',
    '/assets/',
    '/assets/abc',
    `/assets/${'0'.repeat(64)}`,
    `/assets/${'A'.repeat(64)}`,
    '/assets/../../etc/passwd',
    '/assets/%2e%2e%2fetc',
    '/other',
  ])('has no %s', async (path) => {
    const response = await get(path);
    expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    expect((await get(`/assets/${hash}`, { method })).status).toBe(405);
  });
});

describe('POST /assets', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'takes a real %s by its content, whatever its type is said to be',
    async (format) => {
      const bytes = await picture('#a02030', format, { width: 30, height: 20 });
      const response = await post(bytes, { 'content-type': 'text/plain' });
      expect(response.status).toBe(200);
      const answer = (await response.json()) as { hash: string };
      expect(answer).toEqual({ hash: createHash('sha256').update(bytes).digest('hex'), width: 30, height: 20 });
      expect((await get(`/assets/${answer.hash}`)).headers.get('content-type')).toBe(`image/${format}`);
    },
  );

  it('keeps the same bytes once', async () => {
    const first = (await (await post(poster)).json()) as { hash: string };
    expect(first.hash).toBe(hash);
    const { db } = test.core.internals;
    const rows = db.prepare('SELECT count(*) AS n FROM cache_inventory WHERE content_hash = ?').get(hash);
    expect(rows).toEqual({ n: 1 });
  });

  it.each([
    ['a text', 'GIF is what I am not'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing with scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ])('refuses %s', async (_name, text) => {
    const response = await post(text);
    expect([response.status, await codeOf(response)]).toEqual([422, 'image_invalid']);
  });

  it('refuses half a picture', async () => {
    const response = await post(poster.subarray(0, poster.length / 2));
    expect([response.status, await codeOf(response)]).toEqual([422, 'image_invalid']);
  });

  it.each([[''], [null]])('refuses an empty body (%j)', async (body) => {
    const response = await post(body);
    expect([response.status, await codeOf(response)]).toEqual([422, 'image_invalid']);
  });

  it('refuses what says that it is too large, before reading it', async () => {
    const response = await post('x', { 'content-length': String(MAX_UPLOAD_BYTES + 1) });
    expect([response.status, await codeOf(response)]).toEqual([413, 'image_too_large']);
  });

  it('stops reading what is too large without saying so', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1024 * 1024);
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const request = new Request('http://metarr.local/assets', { method: 'POST', body, duplex: 'half' });
    const response = await test.core.handleAsset(request);
    expect([response.status, await codeOf(response)]).toEqual([413, 'image_too_large']);
    expect(sent).toBeLessThan(MAX_UPLOAD_BYTES + 4 * chunk.length);
  });
});
