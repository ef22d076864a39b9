import { expect, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp, realElectronPath, type LaunchedApp } from './launch.ts';
import { dropPaths } from './standin/drop-paths.ts';
import { fixtureEntry, type MainGlobals, type Seen } from './standin/fixture-globals.ts';

interface Api {
  invoke: (channel: string, ...args: unknown[]) => Promise<unknown>;
  invokeFunction: () => Promise<unknown>;
  note: (...args: unknown[]) => void;
  on: (listener: (...args: unknown[]) => void) => () => void;
  pathForFile: (file: unknown) => string;
  requires: Record<string, string>;
  point: object;
  nested: { list: [number, { deep: boolean }] };
  throwOdd: () => void;
  later: (value: unknown) => Promise<unknown>;
  takesSymbol: (value: unknown) => string;
}
declare const api: Api;
declare const window: Record<string, unknown>;
declare const document: {
  createElement: (name: string) => { src: string };
  body: { append: (node: object) => void };
};

let fixture: LaunchedApp;
const seen = (): Promise<Seen> => fixture.app.evaluate(() => (globalThis as unknown as MainGlobals).seen);
/** The message a promise in the page is rejected with, and what else the page can see of the error. */
const failure = (channel: string): Promise<unknown> =>
  fixture.page.evaluate(
    (name) =>
      api.invoke(name).then(
        () => 'resolved',
        (thrown: unknown) => {
          const error = thrown as Error & { code?: string };
          const plain = Object.getPrototypeOf(error) === Error.prototype;
          return { message: error.message, name: error.name, code: error.code ?? null, plain };
        },
      ),
    channel,
  );

test.beforeAll(async () => {
  fixture = await launchApp({ entry: fixtureEntry, args: ['--frames'] });
  await fixture.page.waitForSelector('h1');
});
test.afterAll(async () => {
  await fixture.app.close();
});

test('what crosses is structured-cloned both ways', async () => {
  const round = await fixture.page.evaluate(async () => {
    const cycle: Record<string, unknown> = { n: Number.NaN, minus: -0, big: 12n, nothing: undefined };
    cycle['self'] = cycle;
    cycle['map'] = new Map([['k', new Set([1])]]);
    cycle['date'] = new Date(5);
    cycle['bytes'] = new Uint8Array([1, 255]);
    cycle['proto'] = JSON.parse('{"__proto__":{"polluted":1}}') as unknown;
    delete cycle['self'];
    const kinds = await api.invoke('describe', cycle);
    const back = (await api.invoke('echo', cycle)) as typeof cycle;
    return {
      kinds,
      nan: Number.isNaN(back['n']),
      minus: Object.is(back['minus'], -0),
      big: typeof back['big'],
      hasNothing: 'nothing' in back,
      map: back['map'] instanceof Map && (back['map'] as Map<string, Set<number>>).get('k')?.has(1),
      date: back['date'] instanceof Date && back['date'].getTime(),
      bytes: [...(back['bytes'] as Uint8Array)],
      polluted: ({} as Record<string, unknown>)['polluted'] ?? null,
    };
  });
  expect(round).toMatchObject({
    nan: true,
    minus: true,
    big: 'bigint',
    hasNothing: true,
    map: true,
    date: 5,
    bytes: [1, 255],
    polluted: null,
  });
  expect(round.kinds).toMatchObject({
    kinds: { map: '[object Map]', date: '[object Date]', bytes: '[object Uint8Array]' },
  });
});

test('functions do not cross, in either direction', async () => {
  const sent = await fixture.page.evaluate(() =>
    api.invokeFunction().catch((error: unknown) => (error as Error).message),
  );
  expect(sent).toBe('An object could not be cloned.');
  expect(await failure('function')).toMatchObject({
    message: "Error invoking remote method 'function': Error: An object could not be cloned.",
  });
  const thrown = await fixture.app.evaluate(({ BrowserWindow }) => {
    try {
      BrowserWindow.getAllWindows()[0]?.webContents.send('news', () => 1);
      return 'sent';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(thrown).toBe('Failed to serialize arguments');
});

test("a handler's error arrives without its class and code", async () => {
  expect(await failure('throw')).toEqual({
    message: "Error invoking remote method 'throw': Error: it went wrong",
    name: 'Error',
    code: null,
    plain: true,
  });
  expect(await failure('nobody')).toMatchObject({
    message: "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  });
});

test('the main process knows which frame called', async () => {
  const main = await fixture.page.evaluate(() => api.invoke('sender'));
  expect(main).toEqual({ url: 'fixture://app/index.html?a=1', origin: 'fixture://app', top: true, parentUrl: null });
  await fixture.page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/frame.html';
    document.body.append(frame);
  });
  const inner = await expect
    .poll(() => fixture.page.frames().find((frame) => frame.url().includes('frame.html')))
    .toBeTruthy()
    .then(() => fixture.page.frames().find((frame) => frame.url().includes('frame.html')));
  expect(await inner?.evaluate(() => api.invoke('sender'))).toEqual({
    url: 'fixture://app/frame.html',
    origin: 'fixture://app',
    top: false,
    parentUrl: 'fixture://app/index.html?a=1',
  });
  await fixture.page.evaluate(() => {
    api.note('hello', { n: 1 });
  });
  await expect
    .poll(async () => (await seen()).senders)
    .toEqual([{ url: 'fixture://app/index.html?a=1', args: ['hello', { n: 1 }] }]);
});

test('the preload script is sandboxed and isolated', async () => {
  const page = await fixture.page.evaluate(() => ({
    requires: api.requires,
    leaked: window['leaked'] ?? null,
    require: typeof window['require'],
    ipc: Object.keys(window).filter((key) => /ipc|electron|standin/i.test(key)),
  }));
  expect(page).toMatchObject({ leaked: null, require: 'undefined', ipc: [] });
  expect(page.requires).toMatchObject({
    fs: 'module not found: fs',
    node: 'module not found: node:path',
    relative: 'module not found: ./other.cjs',
  });
  if (realElectronPath() === null) expect(page.requires['missing']).toContain('has no ipcRenderer.sendToHost');
});

test('the context bridge copies, freezes and refuses', async () => {
  const result = await fixture.page.evaluate(async () => {
    const attempt = (run: () => unknown): string => {
      try {
        run();
        return 'passed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    let code: unknown = null;
    try {
      api.throwOdd();
    } catch (error) {
      code = [
        (error as Error).message,
        (error as Error).constructor === Error,
        (error as { code?: string }).code ?? null,
      ];
    }
    const thing = { a: 1 };
    return {
      frozen: Object.isFrozen(api) && Object.isFrozen(api.nested) && Object.isFrozen(api.nested.list[1]),
      replaced: attempt(() => Object.defineProperty(window, 'api', { value: 1 })),
      point: { ...api.point, isPlain: Object.getPrototypeOf(api.point) === Object.prototype },
      later: await api.later(thing),
      symbol: attempt(() => api.takesSymbol(Symbol('x'))),
      code,
    };
  });
  expect(result).toEqual({
    frozen: true,
    replaced: 'TypeError',
    point: { x: 1, isPlain: true },
    later: { later: { a: 1 } },
    symbol: expect.stringMatching(/Error$/),
    code: ['odd', true, null],
  });
});

test('events from the main process reach listeners in the page until they are taken off', async () => {
  const send = (text: string): Promise<void> =>
    fixture.app.evaluate(({ BrowserWindow }, value) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('news', { value });
    }, text);
  await fixture.page.evaluate(() => {
    const got: unknown[] = [];
    window['got'] = got;
    window['off'] = api.on((value) => got.push(value));
  });
  await send('one');
  await expect.poll(() => fixture.page.evaluate(() => window['got'])).toEqual([{ value: 'one' }]);
  await fixture.page.evaluate(() => {
    (window['off'] as () => void)();
  });
  await send('two');
  await fixture.page.evaluate(() => api.invoke('echo', 1));
  expect(await fixture.page.evaluate(() => window['got'])).toEqual([{ value: 'one' }]);
});

test('the protocol handler sees true URLs, bodies and ranges, and streams', async () => {
  const result = await fixture.page.evaluate(async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
    const echoed = new Uint8Array(await (await fetch('/echo', { method: 'POST', body: bytes })).arrayBuffer());
    const range = await fetch('/range', { headers: { range: 'bytes=3-6' } });
    const reader = (await fetch('/stream')).body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value as Uint8Array);
    await reader?.cancel();
    return {
      echoed: echoed.length === bytes.length && echoed.every((byte, at) => byte === bytes[at]),
      range: [range.status, range.headers.get('x-range'), await range.text()],
      first,
      failed: await fetch('/throw').catch((error: unknown) => (error as Error).name),
      secure: (globalThis as { isSecureContext?: boolean }).isSecureContext,
    };
  });
  expect(result).toEqual({
    echoed: true,
    range: [206, 'bytes=3-6', '3456'],
    first: 'first',
    failed: 'TypeError',
    secure: true,
  });
  await expect.poll(async () => (await seen()).cancelled).toBe(true);
  const { requests } = await seen();
  expect(requests.find((request) => request.method === 'POST')).toMatchObject({
    url: 'fixture://app/echo',
    origin: 'fixture://app',
  });
});

test('files carry their paths: dropped, chosen, and none for those made in the page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'standin files ü '));
  writeFileSync(join(folder, 'a film.mkv'), 'x');
  mkdirSync(join(folder, 'Films'));
  await fixture.page.evaluate(() => {
    window['dropped'] = undefined;
  });
  await dropPaths(fixture.page, '#drop', [join(folder, 'a film.mkv'), join(folder, 'Films')]);
  await expect
    .poll(() => fixture.page.evaluate(() => window['dropped']))
    .toEqual([join(folder, 'a film.mkv'), join(folder, 'Films')]);
  await fixture.page.setInputFiles('#file', join(folder, 'a film.mkv'));
  expect(await fixture.page.evaluate(() => window['chosen'])).toEqual([join(folder, 'a film.mkv')]);
  expect(await fixture.page.evaluate(() => api.pathForFile(new File(['x'], 'made.txt')))).toBe('');
});
