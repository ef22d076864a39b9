import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { callCore } from './call-core.ts';
import { makeLibrary } from './fixtures/film-folder.ts';
import { openBrowser, startHeadless } from './headless.ts';
import { launchApp, type LaunchedApp } from './launch.ts';
import { runCli } from './run-cli.ts';

/** A data directory with two films, one of them edited and locked, and a backup of that. */
let dataDir: string;
let sound: Buffer;

const database = (): string => path.join(dataDir, 'metarr.sqlite');

async function edited(launched: LaunchedApp): Promise<unknown> {
  const { rows } = await callCore(launched, 'movies.page', {});
  const row = rows.find(({ title }) => title === 'My own title');
  if (row === undefined) return null;
  return (await callCore(launched, 'items.get', { item: { type: 'movie', id: row.id } })).fields.title?.isLocked;
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const films = realpathSync(
    await makeLibrary([
      { title: 'Quay', year: 1979 },
      { title: 'Harbour', year: 2001 },
    ]),
  );
  const launched = await launchApp({ args: [films] });
  ({ dataDir } = launched);
  await expect.poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 }).toBe(2);
  const [first] = (await callCore(launched, 'movies.page', {})).rows;
  const item = { type: 'movie', id: first?.id ?? 0 } as const;
  await callCore(launched, 'items.setField', { item, field: 'title', value: 'My own title' });
  await callCore(launched, 'backups.create', {});
  await expect.poll(async () => (await callCore(launched, 'backups.list', {})).backups.length).toBe(1);
  // What is kept beside the cache follows the edit a moment later.
  await expect.poll(async () => (await callCore(launched, 'manifests.state', {})).waiting, { timeout: 30_000 }).toBe(0);
  await launched.app.close();
  sound = readFileSync(database());
});

const damages: [string, () => void][] = [
  ['cut off', () => truncateSync(database(), 150_000)],
  ['emptied', () => truncateSync(database(), 0)],
  [
    'full of flipped bytes',
    () => {
      const bytes = Buffer.from(sound);
      for (let at = 5_000; at < bytes.length; at += 61) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(database(), bytes);
    },
  ],
];

for (const [name, damage] of damages) {
  test(`a database that is ${name} opens the restore screen; a backup brings the library back`, async () => {
    damage();
    const launched = await launchApp({ dataDir, env: { METARR_CHECK_OUTPUTS: '1' } });
    try {
      const { page } = launched;
      await expect(page.getByRole('heading', { level: 1, name: /^The database is (damaged|missing)$/ })).toBeVisible();
      await expect(page.getByRole('link', { name: /^Films/ })).toHaveCount(0);
      const row = page.getByRole('row', { name: /^By hand/ });
      await expect(row.getByText('2 films, 0 shows, 0 episodes')).toBeVisible();
      await row.getByRole('button', { name: /^Restore the backup of/ }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('link', { name: /^Films/ })).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(/^The backup was restored\./)).toBeVisible();
      expect(await edited(launched)).toBe(true);
    } finally {
      await launched.app.close();
    }
  });
}

test('looking again finds a file that was put back by hand', async () => {
  truncateSync(database(), 150_000);
  const launched = await launchApp({ dataDir });
  try {
    const { page } = launched;
    await page.getByRole('button', { name: 'Look again' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveText('It is still the same.');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    writeFileSync(database(), sound);
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(page.getByRole('link', { name: /^Films/ })).toBeVisible({ timeout: 30_000 });
    expect(await edited(launched)).toBe(true);
  } finally {
    await launched.app.close();
  }
});

test('without a backup it is rebuilt from what is kept beside the cache', async () => {
  rmSync(database());
  const launched = await launchApp({ dataDir });
  try {
    const { page } = launched;
    await expect(page.getByRole('heading', { level: 1, name: 'The database is missing' })).toBeVisible();
    await page.getByRole('button', { name: 'Rebuild' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^The database was rebuilt with 2 items\.$/)).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => edited(launched), { timeout: 30_000 }).toBe(true);
  } finally {
    await launched.app.close();
  }
});

test('headless mode shows the same screen, and begins empty only when it is told to', async () => {
  writeFileSync(database(), 'These are notes, and no database.');
  const app = await startHeadless(['--data-dir', dataDir]);
  let browser: Browser | null = null;
  try {
    browser = await openBrowser();
    const page: Page = await browser.newPage();
    await page.goto(app.loginUrl);
    await expect(page.getByRole('heading', { level: 1, name: 'The database is damaged' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show the database file' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Begin with an empty library…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Begin empty' }).click();
    await expect(page.getByText('Try the sample library').first()).toBeVisible({ timeout: 30_000 });
  } finally {
    await browser?.close();
    await app.stop();
  }
});

test('the command line says it with a stable code, and restores a backup', async () => {
  truncateSync(database(), 100_000);
  const cli = fileURLToPath(new URL('../dist/main/cli.js', import.meta.url));
  const failed = await new Promise<string>((resolve) => {
    execFile(process.execPath, [cli, 'items', '--data-dir', dataDir], (_error, _stdout, stderr) => {
      resolve(stderr);
    });
  });
  expect(failed).toMatch(/^database_damaged: /);
  const backups = (await runCli(dataDir, 'backup', 'list')) as { name: string; kind: string }[];
  const name = backups.find(({ kind }) => kind === 'manual')?.name ?? '';
  expect(await runCli(dataDir, 'backup', 'restore', name)).toEqual([{ restored: name }]);
  expect(await runCli(dataDir, 'items')).toMatchObject([{ title: 'My own title' }, { title: 'Quay' }]);
  expect(await runCli(dataDir, 'gc', '--dry-run')).toMatchObject([{ purge: { films: 0 }, collect: { files: 0 } }]);
  expect(await runCli(dataDir, 'gc')).toMatchObject([{ purged: { purged: 0 }, collected: { files: 0 } }]);
  const [created] = (await runCli(dataDir, 'backup', 'create')) as [{ kind: string; problem: null }];
  expect(created).toMatchObject({ kind: 'manual', problem: null, counts: { films: 2 } });
});
