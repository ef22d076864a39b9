import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchOnce, OversizeError } from './fetch-once.ts';
import { systemTimers } from './http-timers.ts';

let close: () => Promise<unknown> = () => Promise.resolve();
afterEach(() => close());

async function serve(answer: (response: ServerResponse) => void): Promise<URL> {
  const server = createServer((_, response) => {
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
}

const send = (url: URL, signal = new AbortController().signal): ReturnType<typeof fetchOnce> =>
  fetchOnce(
    { url, method: 'GET', headers: new Headers(), body: null, timeoutMs: 60_000, signal },
    { fetch: globalThis.fetch, timers: systemTimers },
  );

test('an answer without end is cut off at its limit, and its connection is closed', async () => {
  let isClosed = false;
  const url = await serve((response) => {
    const chunk = Buffer.alloc(256 * 1024, ' ');
    const more = (): void => {
      if (!response.destroyed) response.write(chunk, more);
    };
    response.on('close', () => {
      isClosed = true;
    });
    more();
  });
  await expect(send(url)).rejects.toBeInstanceOf(OversizeError);
  await expect.poll(() => isClosed).toBe(true);
});

test('a body that stays away can be given up', async () => {
  const control = new AbortController();
  const url = await serve((response) => {
    response.write('{"half":');
    setTimeout(() => {
      control.abort(new Error('gave up'));
    }, 5);
  });
  await expect(send(url, control.signal)).rejects.toThrow('gave up');
});

test('a redirect and a 304 are answered as they are, without a body', async () => {
  const url = await serve((response) => {
    response.writeHead(302, { location: '/elsewhere' }).end('moved');
  });
  expect(await send(url)).toMatchObject({ status: 302, text: '', headers: { location: '/elsewhere' } });
});
