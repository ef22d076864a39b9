import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchApp, realElectronPath, type LaunchedApp } from './launch.ts';
import { fixtureEntry, type MainGlobals, type Seen } from './standin/fixture-globals.ts';

const electron = fileURLToPath(new URL('./standin/electron', import.meta.url));

declare const window: Record<string, unknown> & { open: (url: string) => unknown };
declare const document: { getElementById: (id: string) => { click: () => void } };

let fixture: LaunchedApp;
const seen = (): Promise<Seen> => fixture.app.evaluate(() => (globalThis as unknown as MainGlobals).seen);

test.beforeAll(async () => {
  fixture = await launchApp({ entry: fixtureEntry });
  await fixture.page.waitForSelector('h1');
});
test.afterAll(async () => {
  await fixture.app.close();
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
    fixtureEntry,
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
  const other = await launchApp({ entry: fixtureEntry, args: [`--quit-log=${log}`] });
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
  const other = await launchApp({ entry: fixtureEntry });
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
