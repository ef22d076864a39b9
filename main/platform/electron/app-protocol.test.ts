import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAppProtocol } from './app-protocol.ts';

const hash = 'a'.repeat(64);
let handle: (request: Request) => Promise<Response>;
const asked: string[] = [];
const get = (url: string, init?: RequestInit): Promise<Response> => handle(new Request(url, init));

beforeAll(() => {
  const root = mkdtempSync(path.join(tmpdir(), 'renderer-'));
  const renderer = path.join(root, 'renderer');
  mkdirSync(path.join(renderer, 'assets'), { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), '<title>Metarr</title>');
  writeFileSync(path.join(renderer, 'assets', 'index-1.js'), '1');
  writeFileSync(path.join(root, 'secret.json'), '"secret"');
  mkdirSync(path.join(root, 'renderer-other'));
  writeFileSync(path.join(root, 'renderer-other', 'x.json'), '"secret"');
  handle = createAppProtocol(renderer, (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return Promise.resolve(new Response('artwork'));
  });
});

describe('metarr://app', () => {
  it('serves the renderer with its policy, and its chunks', async () => {
    const page = await get('metarr://app/');
    expect([page.status, await page.text()]).toEqual([200, '<title>Metarr</title>']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect((await get('metarr://app/assets/index-1.js')).status).toBe(200);
    const head = await get('metarr://app/index.html', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('hands artwork and uploads to the core', async () => {
    expect(await (await get(`metarr://app/assets/${hash}?w=300`)).text()).toBe('artwork');
    expect(await (await get('metarr://app/assets', { method: 'POST', body: 'x' })).text()).toBe('artwork');
    expect(await (await get('metarr://app/assets/candidate/12?w=300')).text()).toBe('artwork');
    expect(await (await get('metarr://app/assets/offered?url=https%3A%2F%2Fx')).text()).toBe('artwork');
    expect(asked).toEqual([`GET /assets/${hash}`, 'POST /assets', 'GET /assets/candidate/12', 'GET /assets/offered']);
  });

  it.each([
    'metarr://app/../secret.json',
    'metarr://app/%2e%2e/secret.json',
    'metarr://app/..%2fsecret.json',
    'metarr://app/assets/..%2f..%2fsecret.json',
    'metarr://app/..%5csecret.json',
    'metarr://app/..%2frenderer-other%2fx.json',
    'metarr://app/%00index.html',
    'metarr://app/%',
    'metarr://app//etc/passwd',
    'metarr://app/missing.js',
    'metarr://app.evil/index.html',
    'metarr://appx/index.html',
    'metarr://other/index.html',
  ])('answers nothing for %s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('changes nothing', async () => {
    expect((await get('metarr://app/index.html', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});
