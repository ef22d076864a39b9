import { expect, type Page, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { callCore } from './call-core.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

let launched: LaunchedApp;
let films: string;

test.describe.configure({ mode: 'serial' });

/** Every file of the film's folder but the video, with the hash of its bytes. */
function published(): Record<string, string> {
  const folder = path.join(films, 'The Long Quay (1979)');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile() && !name.endsWith('.mkv'));
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex'),
    ]),
  );
}

const names = (): string[] => Object.keys(published());

async function openPublishing(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings of' }).getByRole('link', { name: 'Publishing' }).click();
  await expect(page.getByRole('radio', { name: /^Kodi/ }).first()).toBeVisible();
}

/** Chooses a profile by the keyboard and saves it. */
async function useProfile(page: Page, name: string): Promise<void> {
  await openPublishing(page);
  await page.getByRole('radio', { name, exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('is published that way from now on').last()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
}

/** Opens the film and publishes it from the keyboard; answers what the sheet said of its files. */
async function publishFilm(page: Page): Promise<string[]> {
  await page.getByRole('link', { name: /^Films/ }).click();
  await page.getByRole('option', { name: /The Long Quay/ }).click();
  await page.keyboard.press('p');
  const sheet = page.getByRole('dialog', { name: /Publish/ });
  await expect(sheet.getByRole('button', { name: /^Publish/ })).toBeEnabled();
  const files = await sheet.getByRole('listitem').allInnerTexts();
  await sheet.getByRole('button', { name: /^Publish/ }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  return files;
}

test.beforeAll(async () => {
  films = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'metarr-profiles-'))), 'Films');
  const folder = path.join(films, 'The Long Quay (1979)');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'The Long Quay (1979).mkv'), 'no video');
  launched = await launchApp({ args: [films] });
  await expect.poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 }).toBe(1);
  const { rows } = await callCore(launched, 'movies.page', {});
  const item = { type: 'movie', id: rows[0]?.id ?? 0 } as const;
  for (const [type, width, height] of [
    ['poster', 600, 900],
    ['fanart', 1280, 720],
  ] as const) {
    const file = path.join(path.dirname(films), `${type}.png`);
    const background = type === 'poster' ? 'teal' : 'navy';
    await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toFile(file);
    await callCore(launched, 'artwork.add', { item, type, path: file });
  }
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
});

const KODI = ['The Long Quay (1979)-fanart.png', 'The Long Quay (1979)-poster.png', 'The Long Quay (1979).nfo'];

test('a film is published as Kodi has it, unless the library says otherwise', async () => {
  await publishFilm(launched.page);
  expect(names()).toEqual(KODI);
});

test('Jellyfin: the names are shown before anything is saved, and files are renamed by the next publication', async () => {
  const { page } = launched;
  const before = published();
  await openPublishing(page);
  await page.getByRole('radio', { name: 'Jellyfin', exact: true }).check();
  const preview = page.getByRole('region', { name: 'Names' });
  await expect(preview.getByRole('listitem').filter({ hasText: 'poster.png' })).toContainText(
    'now The Long Quay (1979)-poster.png',
  );
  await expect(preview.getByRole('listitem').filter({ hasText: 'backdrop.png' })).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(preview.getByText('The Long Quay (1979)-poster.png', { exact: true })).toBeVisible();

  await useProfile(page, 'Jellyfin');
  expect(published()).toEqual(before);
  await publishFilm(page);
  expect(names()).toEqual(['The Long Quay (1979).nfo', 'backdrop.png', 'poster.png']);
});

test('Kodi with short names, undone, and Kodi again: every byte is where it was', async () => {
  const { page } = launched;
  const jellyfin = published();
  await useProfile(page, 'Kodi, short names');
  await publishFilm(page);
  expect(names()).toEqual(['fanart.png', 'movie.nfo', 'poster.png']);

  const { rows } = await callCore(launched, 'movies.page', {});
  const item = { type: 'movie', id: rows[0]?.id ?? 0 } as const;
  const [newest] = await callCore(launched, 'publish.history', { item });
  await callCore(launched, 'publish.undo', { journalId: newest?.journalId ?? 0 });
  expect(published()).toEqual(jellyfin);

  await useProfile(page, 'Kodi');
  await publishFilm(page);
  expect(names()).toEqual(KODI);
});

test('names of one’s own: what cannot be a name is said at once and is not saved; what can is used', async () => {
  const { page } = launched;
  await openPublishing(page);
  await page.getByRole('radio', { name: 'Names of your own', exact: true }).check();
  const poster = page.getByRole('textbox', { name: 'Films: Poster' });
  await poster.fill('fanart');
  await expect(page.getByText(/would be the name of two files|taken for the fanart/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/The profile was not saved/)).toBeVisible();

  await poster.fill('folder');
  const preview = page.getByRole('region', { name: 'Names' });
  await expect(preview.getByText('folder.png', { exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: 'NFO files' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('is published that way from now on').last()).toBeVisible();
  await publishFilm(page);
  expect(names()).toEqual(['The Long Quay (1979)-fanart.png', 'The Long Quay (1979).nfo', 'folder.png']);
});
