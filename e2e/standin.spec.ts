import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchApp, realElectronPath, type LaunchedApp } from './launch.ts';
import { dropPaths } from './standin/drop-paths.ts';

const entry = fileURLToPath(new URL('./standin/fixture-app/main.js', import.meta.url));
const electron = fileURLToPath(new URL('./standin/electron', import.meta.url));

interface Seen {
  requests: { method: string; url: string; origin: string | null; range: string | null }[];
  secondInstances: { argv: string[]; data: unknown }[];
  navigations: string[];
  opens: string[];
  senders: { url: string | null; args: unknown[] }[];
  cancelled?: boolean;
}
/** What the fixture application leaves in the main process and in its page. */
interface MainGlobals {
  seen: Seen;
  standinCalls: { api: string; args: unknown[] }[];
}
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
declare const window: Record<string, unknown> & { open: (url: string) => unknown; api: Api; parent: { api: Api } };
declare const document: {
  getElementById: (id: string) => { click: () => void };
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
        (error: Error & { code?: string }) => ({
          message: error.message,
          name: error.name,
          code: error.code ?? null,
          plain: Object.getPrototypeOf(error) === Error.prototype,
        }),
      ),
    channel,
  );

test.beforeAll(async () => {
  fixture = await launchApp({ entry, args: ['--frames'] });
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
      date: back['date'] instanceof Date && (back['date'] as Date).getTime(),
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
  const sent = await fixture.page.evaluate(() => api.invokeFunction().catch((error: Error) => error.message));
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
    ('use strict');
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
      failed: await fetch('/throw').catch((error: Error) => error.name),
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

test('navigation and new windows are asked about and denied', async () => {
  const before = fixture.page.url();
  await fixture.page.evaluate(() => {
    document.getElementById('leave').click();
  });
  await expect.poll(async () => (await seen()).navigations).toEqual(['https://example.com/']);
  await fixture.page.click('#blank');
  await expect.poll(async () => (await seen()).opens).toContain('https://example.com/blank');
  expect(await fixture.page.evaluate(() => window.open('https://example.com/script'))).toBeNull();
  await expect.poll(async () => (await seen()).opens).toContain('https://example.com/script');
  expect(fixture.page.url()).toBe(before);
  await expect.poll(() => fixture.app.windows().length).toBe(1);
  const permission = await fixture.page.evaluate(() =>
    (navigator as unknown as { permissions: { query: (what: object) => Promise<{ state: string }> } }).permissions
      .query({ name: 'geolocation' })
      .then(({ state }) => state),
  );
  expect(permission).toBe('denied');
});

test('windows have sizes, themes and ends', async () => {
  expect(await fixture.page.evaluate(() => [window['innerWidth'], window['innerHeight']])).toEqual([1000, 700]);
  const dark = (): Promise<boolean> =>
    fixture.page.evaluate(
      () => (window['matchMedia'] as (query: string) => { matches: boolean })('(prefers-color-scheme: dark)').matches,
    );
  expect(await dark()).toBe(false);
  await fixture.app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  await expect.poll(dark).toBe(true);
  await fixture.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 10, y: 20, width: 900, height: 600 });
  });
  await expect
    .poll(() => fixture.page.evaluate(() => [window['innerWidth'], window['innerHeight']]))
    .toEqual([900, 600]);
  const shot = await fixture.page.screenshot();
  expect([shot.readUInt32BE(16), shot.readUInt32BE(20)]).toEqual([900, 600]);
});

test('tests replace dialogs, click menu items and read what the desktop was asked', async () => {
  const answers = await fixture.app.evaluate(async ({ dialog, Menu, shell, safeStorage }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/films'] });
    const opened = await dialog.showOpenDialog({ properties: ['openDirectory'] });
    let clicked = 0;
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        { label: 'File', submenu: [{ id: 'a', label: 'A', click: () => (clicked += 1) }, { role: 'quit' }] },
        {
          label: 'View',
          submenu: [
            { id: 'l', label: 'L', type: 'radio', checked: true },
            { id: 'd', label: 'D', type: 'radio' },
          ],
        },
      ]),
    );
    Menu.getApplicationMenu()?.getMenuItemById('a')?.click();
    Menu.getApplicationMenu()?.getMenuItemById('d')?.click();
    const radio = ['l', 'd'].map((id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.checked);
    const cipher = await safeStorage.encryptStringAsync('geheim');
    const plain = await safeStorage.decryptStringAsync(cipher);
    return {
      opened,
      clicked,
      radio,
      hidden: !cipher.includes('geheim'),
      plain: plain.result,
      shell: typeof shell.openExternal,
    };
  });
  expect(answers).toEqual({
    opened: { canceled: false, filePaths: ['/films'] },
    clicked: 1,
    radio: [false, true],
    hidden: true,
    plain: 'geheim',
    shell: 'function',
  });
});

test.describe('the stand-in itself', () => {
  test.skip(() => realElectronPath() !== null, 'the real Electron runs the specs');

  test('records what it only pretends, and really moves to the trash', async () => {
    const file = join(fixture.dataDir, 'old.nfo');
    writeFileSync(file, 'x');
    const calls = await fixture.app.evaluate(async ({ shell }, path) => {
      await shell.openExternal('https://example.com/');
      await shell.trashItem(path);
      return (globalThis as unknown as MainGlobals).standinCalls;
    }, file);
    expect(calls).toContainEqual({ api: 'shell.openExternal', args: ['https://example.com/'] });
    expect(existsSync(file)).toBe(false);
    const trash = join(fixture.dataDir, 'StandinTrash');
    expect(readdirSync(join(trash, readdirSync(trash)[0] ?? ''))).toEqual(['old.nfo']);
  });

  test('throws with the name of what it lacks', async () => {
    const messages = await fixture.app.evaluate(({ app, BrowserWindow, Tray, protocol }) => {
      const attempt = (run: () => unknown): string => {
        try {
          run();
          return 'passed';
        } catch (error) {
          return (error as Error).message;
        }
      };
      const [window] = BrowserWindow.getAllWindows();
      return [
        attempt(() => app.getGPUInfo('basic')),
        attempt(() => new Tray('x.png')),
        attempt(() => window?.setKiosk(true)),
        attempt(() => window?.webContents.openDevTools()),
        attempt(() => window?.on('swipe', () => undefined)),
        attempt(() => new BrowserWindow({ webPreferences: { sandbox: false } })),
        attempt(() => {
          protocol.registerSchemesAsPrivileged([]);
        }),
      ];
    });
    expect(messages).toEqual([
      expect.stringContaining('has no app.getGPUInfo'),
      expect.stringContaining('has no Tray'),
      expect.stringContaining('has no BrowserWindow.setKiosk'),
      expect.stringContaining('has no webContents.openDevTools'),
      expect.stringContaining("has no event 'swipe' on BrowserWindow"),
      expect.stringContaining('webPreferences.sandbox = false'),
      'protocol.registerSchemesAsPrivileged should be called before app is ready',
    ]);
  });

  test('does nothing in worker threads', async () => {
    const inWorker = await fixture.app.evaluate(async () => {
      const { Worker } = process.getBuiltinModule('node:worker_threads');
      const worker = new Worker(
        "import('electron').then((module) => module.default, String).then((value) => require('node:worker_threads').parentPort.postMessage(typeof value))",
        { eval: true },
      );
      return new Promise((resolve) => worker.once('message', resolve));
    });
    // Without the stand-in `electron` is its package, which answers the path of a binary or fails to find one.
    expect(inWorker).toBe('string');
  });
});

test('a second process fails the lock and the first hears its arguments', async () => {
  const executable = realElectronPath() ?? electron;
  const args = [
    ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
    entry,
    `--user-data-dir=${fixture.dataDir}`,
    '/films/new',
  ];
  const second = spawn(executable, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  second.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  expect(printed).toContain('second instance');
  await expect
    .poll(async () => (await seen()).secondInstances.map(({ argv, data }) => [argv.includes('/films/new'), data]))
    .toEqual([[true, { from: 'fixture' }]]);
});

test('closing the last window ends the application in order, and a closed window is destroyed', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'standin-quit-')), 'quit.json');
  const other = await launchApp({ entry, args: [`--quit-log=${log}`] });
  await other.page.waitForSelector('h1');
  const ended = new Promise((resolve) => other.app.process().once('exit', resolve));
  const afterClose = await other.app.evaluate(
    ({ BrowserWindow, app }) =>
      new Promise((resolve) => {
        const [window] = BrowserWindow.getAllWindows();
        app.once('will-quit', (event) => {
          event.preventDefault();
          let message = '';
          try {
            window?.getBounds();
          } catch (error) {
            message = (error as Error).message;
          }
          resolve([window?.isDestroyed(), message, BrowserWindow.getAllWindows().length]);
          setTimeout(() => {
            app.quit();
          }, 50);
        });
        window?.close();
      }),
  );
  expect(afterClose).toEqual([true, 'Object has been destroyed', 0]);
  await ended;
  expect(JSON.parse(readFileSync(log, 'utf8'))).toEqual([
    'window-all-closed',
    'before-quit',
    'will-quit',
    'before-quit',
    'will-quit',
    'quit',
  ]);
});

test('a killed process takes its browser and profile with it', async () => {
  test.skip(process.platform !== 'linux' || realElectronPath() !== null, 'reads /proc');
  const profiles = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('electron-standin-') && !name.includes('data'));
  const before = profiles();
  const other = await launchApp({ entry });
  await other.page.waitForSelector('h1');
  const [profile = ''] = profiles().filter((name) => !before.includes(name));
  expect(profile).not.toBe('');
  other.app.process().kill('SIGKILL');
  await expect.poll(profiles).not.toContain(profile);
  const users = (): string[] =>
    readdirSync('/proc').filter((entryName) => {
      try {
        return /^\d+$/.test(entryName) && readFileSync(`/proc/${entryName}/cmdline`, 'utf8').includes(profile);
      } catch {
        return false;
      }
    });
  await expect.poll(users).toEqual([]);
});
