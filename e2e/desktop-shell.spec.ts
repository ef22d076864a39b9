import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchApp, type LaunchedApp, type LaunchOptions, realElectronPath } from './launch.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface PageWindow {
  metarr: {
    call: (method: string, input: unknown) => Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>;
    on: (listener: (envelope: { seq: number; name: string; payload: unknown }) => void) => () => void;
  };
  open: (url: string) => unknown;
  heard?: { name: string; payload: unknown }[];
}
declare const window: PageWindow & Record<string, unknown>;
declare const matchMedia: (query: string) => { matches: boolean };
declare const location: { href: string };

const running: ElectronApplication[] = [];
async function start(options?: LaunchOptions): Promise<LaunchedApp> {
  const launched = await launchApp(options);
  running.push(launched.app);
  return launched;
}
test.afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});

/** A folder with something that looks like a film. */
function filmFolder(name: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'metarr-films-')), name);
  mkdirSync(join(folder, 'Alien (1979)'), { recursive: true });
  writeFileSync(join(folder, 'Alien (1979)', 'Alien (1979).mkv'), 'not really a film');
  return folder;
}

const libraryPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const reply = await window.metarr.call('libraries.list', {});
    return (reply.value as { path: string }[]).map(({ path }) => path);
  });

const boundsOf = (app: ElectronApplication): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test('folders become libraries: as arguments, and from a second start', async () => {
  const [first, second] = [filmFolder('First'), filmFolder('Second')];
  const { app, page, dataDir } = await start({ args: [first] });
  await expect.poll(() => libraryPaths(page)).toEqual([first]);
  const other = spawn(
    realElectronPath() ?? join(root, 'e2e', 'standin', 'electron'),
    [
      ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
      join(root, 'dist', 'main', 'electron.js'),
      `--user-data-dir=${dataDir}`,
      second,
    ],
    { cwd: root, stdio: 'ignore' },
  );
  expect(await new Promise((resolve) => other.once('exit', resolve))).toBe(0);
  await expect.poll(() => libraryPaths(page)).toEqual([first, second]);
  expect(app.windows().length).toBe(1);
});

test('the page reaches the core and nothing else', async () => {
  const { page } = await start();
  await expect
    .poll(() => page.evaluate(() => Object.keys(window.metarr).sort()))
    .toEqual(['call', 'on', 'pathForFile', 'platform']);
  expect(await page.evaluate(() => window.metarr.call('no.such', {}))).toMatchObject({
    ok: false,
    error: { code: 'unknown_method' },
  });
  expect(
    await page.evaluate(() =>
      window.metarr.call(1 as unknown as string, {}).catch((error: unknown) => (error as Error).message),
    ),
  ).toContain('must be a string');
  expect(
    await page.evaluate(() => [typeof window['require'], typeof window['process'], typeof window['Buffer']]),
  ).toEqual(['undefined', 'undefined', 'undefined']);
  // The policy stops inline scripts; a page that is not ours would not even get this far.
  const status = await page.evaluate(() => fetch('/..%2f..%2fpackage.json').then((response) => response.status));
  expect(status).toBe(404);
});

test('pages go nowhere; allowed links open in the browser, others not at all', async () => {
  const { app, page } = await start();
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  const opened = (): Promise<string[]> => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  const before = page.url();
  expect(await page.evaluate(() => window.open('https://www.imdb.com/title/tt0078748/'))).toBeNull();
  await page.evaluate(() => window.open('https://imdb.com.example/'));
  await page.evaluate(() => {
    location.href = 'https://www.themoviedb.org/movie/348';
  });
  await expect.poll(opened).toEqual(['https://www.imdb.com/title/tt0078748/', 'https://www.themoviedb.org/movie/348']);
  expect(page.url()).toBe(before);
  expect(app.windows().length).toBe(1);
});

test('the theme that is set reaches the window, its frame and the menu', async () => {
  const { app, page } = await start();
  const scheme = (): Promise<boolean> => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  expect(await page.evaluate(() => window.metarr.call('settings.set', { theme: 'dark' }))).toMatchObject({ ok: true });
  await expect.poll(scheme).toBe(true);
  const checked = (): Promise<boolean | undefined> =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('theme-dark')?.checked);
  await expect.poll(checked).toBe(true);
  await page.evaluate(() => {
    window.heard = [];
    window.metarr.on((envelope) => window.heard?.push(envelope));
  });
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('show-keys')?.click();
  });
  const chosen = (): Promise<unknown> =>
    page.evaluate(() => window.heard?.filter(({ name }) => name === 'menu.chosen').map(({ payload }) => payload));
  await expect.poll(chosen).toEqual([{ item: 'showKeys' }]);
});

test('the window comes back where it was', async () => {
  const { app, dataDir } = await start();
  const place = { x: 100, y: 60, width: 1100, height: 700 };
  await app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  await app.close();
  expect(existsSync(join(dataDir, 'window.json'))).toBe(true);
  const again = await start({ dataDir });
  expect(await boundsOf(again.app)).toEqual(place);
});
