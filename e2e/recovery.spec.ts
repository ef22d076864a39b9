import { expect, type Locator, test } from '@playwright/test';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callCore } from './call-core.ts';
import { makeLibrary, snapshot } from './fixtures/film-folder.ts';
import { launchApp, type LaunchedApp } from './launch.ts';
import { runCli } from './run-cli.ts';

let launched: LaunchedApp;
let films: string;
let archive: string;

test.describe.configure({ mode: 'serial' });

function block(name: string): Locator {
  return launched.page.getByRole('region', { name, exact: true });
}

/** Every NFO and picture of the library with its bytes. */
async function sidecars(): Promise<Record<string, string>> {
  const files = Object.entries(await snapshot(films)).filter(([name]) => /\.(nfo|jpg)$/.test(name));
  return Object.fromEntries(files.map(([name, { hash }]) => [name, hash]));
}

test.beforeAll(async () => {
  films = realpathSync(
    await makeLibrary([
      { title: 'The Long Quay', year: 1979 },
      { title: 'Harbour', year: 2001 },
    ]),
  );
  archive = path.join(mkdtempSync(path.join(tmpdir(), 'metarr-archive-')), 'everything.zip');
  launched = await launchApp({ args: [films] });
  await expect.poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 }).toBe(2);
  for (const { id } of (await callCore(launched, 'movies.page', {})).rows) {
    const item = { type: 'movie', id } as const;
    await callCore(launched, 'items.setField', { item, field: 'tagline', value: 'It never went out.' });
    const { planHash } = await callCore(launched, 'publish.preview', { item });
    await callCore(launched, 'publish.apply', { item, planHash });
  }
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
});

test('the settings say what is kept beside the cache', async () => {
  const { page } = launched;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Recovery', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(block('Kept decisions').getByText('2, all up to date')).toBeVisible({ timeout: 30_000 });
});

test('published files that were deleted are found, put back with the keyboard, and taken away again by undo', async () => {
  const { page } = launched;
  const before = await sidecars();
  const name = path.basename(films);
  const region = block('Put back published files');
  await region.getByRole('button', { name: `Look for missing files of ${name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(region.getByText(/published files? (is|are) there\./)).toBeVisible();

  const published = Object.keys(before).filter((file) => file.endsWith('.nfo'));
  for (const file of published) rmSync(path.join(films, file));
  await page.keyboard.press('Enter');
  await expect(region.getByText(/^2 files of 2 items missing/)).toBeVisible();
  expect(Object.keys(await sidecars())).toHaveLength(Object.keys(before).length - 2);
  await region.getByRole('button', { name: 'Put back 2 files' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 files were put back.')).toBeVisible({ timeout: 30_000 });
  expect(await sidecars()).toEqual(before);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => Object.keys(await sidecars()).length, { timeout: 30_000 })
    .toBe(Object.keys(before).length - 2);
});

test('everything goes into one file, which another Metarr takes in', async () => {
  const { page } = launched;
  const region = block('Export');
  await region.getByRole('textbox', { name: 'File' }).fill(archive);
  await page.keyboard.press('Enter');
  await expect(region.getByText(/^Exported to .*everything\.zip, /)).toBeVisible({ timeout: 60_000 });
  expect(existsSync(archive)).toBe(true);
  await region.getByRole('textbox', { name: 'File' }).press('Enter');
  await expect(region.getByRole('alert')).toContainText('is there already');

  const other = await launchApp();
  try {
    await other.page.getByRole('link', { name: 'Settings' }).click();
    await other.page.getByRole('link', { name: 'Recovery', exact: true }).click();
    const taking = other.page.getByRole('region', { name: 'Import', exact: true });
    await taking.getByRole('textbox', { name: 'Export file' }).fill(archive);
    await other.page.keyboard.press('Enter');
    await expect(taking.getByText('2 films, 0 shows, 0 collections.')).toBeVisible();
    await expect(taking.getByText('Nothing is here yet: the whole database is taken over')).toBeVisible();
    await taking.getByRole('button', { name: 'Import', exact: true }).focus();
    await other.page.keyboard.press('Enter');
    await expect(other.page.getByText('2 films and 0 shows added.').first()).toBeVisible({ timeout: 60_000 });
    await expect.poll(async () => (await callCore(other, 'movies.page', {})).rows.length, { timeout: 30_000 }).toBe(2);
    const { rows } = await callCore(other, 'movies.page', {});
    const item = { type: 'movie', id: rows[0]?.id ?? 0 } as const;
    const history = await callCore(launched, 'publish.history', { item });
    expect(history).not.toHaveLength(0);
    expect(await callCore(other, 'publish.history', { item })).toEqual(history);
    const detail = await callCore(other, 'items.get', { item });
    expect(detail.fields.tagline).toMatchObject({ isLocked: true });
    expect(JSON.stringify(detail)).toContain('It never went out.');
  } finally {
    await other.app.close();
  }
});

const HARMS: Record<string, (database: string) => void> = {
  deleted: (database) => {
    rmSync(database);
  },
  truncated: (database) => {
    truncateSync(database, 5000);
  },
  'with flipped bytes': (database) => {
    const bytes = readFileSync(database);
    for (let at = 0; at < bytes.length; at += 997) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(database, bytes);
  },
};

test('a lost database and a lost library are rebuilt from the command line with what was decided', async () => {
  // Each command starts a Metarr of its own.
  test.setTimeout(180_000);
  const { dataDir } = launched;
  await expect.poll(async () => (await callCore(launched, 'manifests.state', {})).waiting, { timeout: 30_000 }).toBe(0);
  await launched.app.close();
  for (const [name, harm] of Object.entries(HARMS)) {
    for (const suffix of ['-wal', '-shm']) rmSync(path.join(dataDir, `metarr.sqlite${suffix}`), { force: true });
    harm(path.join(dataDir, 'metarr.sqlite'));
    const [rebuilt] = await runCli(dataDir, 'rebuild', '--database');
    expect(rebuilt, name).toMatchObject({ films: 2, problems: [], settled: { unplacedTotal: 0 } });
  }
  const ids = (await runCli(dataDir, 'items')).map((item) => (item as { id: number }).id);
  expect(ids).toHaveLength(2);
  const [detail] = await runCli(dataDir, 'show', String(ids[0]));
  expect(detail).toMatchObject({
    values: { tagline: 'It never went out.' },
    fields: { tagline: { isLocked: true, source: 'user' } },
  });

  for (const id of ids) await runCli(dataDir, 'publish', String(id));
  const published = Object.entries(await sidecars()).filter(([name]) => name.endsWith('.nfo'));
  expect(published).toHaveLength(2);
  rmSync(films, { recursive: true });
  const [foretold] = await runCli(dataDir, 'rebuild', '--from-cache', films, '--dry-run');
  expect(foretold).toMatchObject({ missing: { files: published.length }, noBytes: 0 });
  const [restored] = await runCli(dataDir, 'rebuild', '--from-cache', films);
  expect(restored).toMatchObject({ restored: published.length, failed: 0, noBytes: 0, problems: [] });
  expect(Object.entries(await sidecars())).toEqual(published);
});
