import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { existsSync } from 'node:fs';
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { callCore } from './call-core.ts';
import { makeImage, makeLibrary } from './fixtures/film-folder.ts';
import { launchApp, type LaunchedApp } from './launch.ts';
import { rescan } from './rescan.ts';

let launched: LaunchedApp;
let library: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  library = await realpath(
    await makeLibrary([
      { title: 'Alien', year: 1979, hasPoster: false },
      { title: 'Tide', year: 1999, hasPoster: false },
    ]),
  );
  launched = await launchApp({ args: [library] });
  await expect.poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 }).toBe(2);
  await rescan(launched, library);
  const { rows } = await callCore(launched, 'movies.page', {});
  for (const { id } of rows) {
    const item = { type: 'movie', id } as const;
    await callCore(launched, 'items.setField', { item, field: 'plot', value: `Mine ${String(id)}.` });
    const bytes = [...(await makeImage(id))];
    const hash = await launched.page.evaluate(async (data) => {
      const answer = await fetch('/assets', { method: 'POST', body: new Uint8Array(data) });
      return ((await answer.json()) as { hash: string }).hash;
    }, bytes);
    await callCore(launched, 'artwork.add', { item, type: 'poster', hash });
    const { planHash } = await callCore(launched, 'publish.preview', { item });
    await callCore(launched, 'publish.apply', { item, planHash });
  }
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
});

const fileOf = (title: string, name: string): string => path.join(library, title, `${title}${name}`);

test('a check finds what is not as it was published, and the keyboard alone mends and undoes it', async () => {
  const { page } = launched;
  const poster = fileOf('Alien (1979)', '-poster.jpg');
  const nfo = fileOf('Tide (1999)', '.nfo');
  const before = await readFile(poster);
  await page.getByRole('link', { name: /^Verify/ }).click();
  await page.getByRole('button', { name: 'Quick check' }).click();
  await expect(page.getByText('Everything is as Metarr left it')).toBeVisible({ timeout: 30_000 });

  await rm(poster);
  const published = await readFile(nfo, 'utf8');
  await writeFile(nfo, published.replace('Mine', 'Theirs'));
  await page.getByRole('button', { name: 'Quick check' }).click();
  const findings = page.getByRole('grid', { name: 'Findings' });
  await expect(findings.getByRole('row', { name: 'Missing: Alien (1979)-poster.jpg' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(findings.getByRole('row', { name: 'Changed: Tide (1999).nfo' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Verify 2' })).toBeVisible();

  await page.keyboard.press('j');
  await expect(findings).toBeFocused();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Selected findings' })).toContainText('2 selected');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Put back 2 files' });
  const steps = sheet.getByRole('list', { name: 'Files' });
  await expect(steps.getByRole('listitem')).toHaveText([/Create.*Alien.*poster/, /Replace.*Tide.*nfo/]);
  expect(existsSync(poster)).toBe(false);
  await sheet.getByRole('button', { name: 'Put back 2 files' }).press('Enter');
  await expect(page.getByText('Everything is as Metarr left it')).toBeVisible({ timeout: 30_000 });
  expect((await readFile(poster)).equals(before)).toBe(true);
  expect(await readFile(nfo, 'utf8')).toBe(published);

  await expect(page.getByText('Put back 2 files.', { exact: true })).toBeVisible();
  await page.keyboard.press('u');
  await expect(findings.getByRole('row', { name: /^(Missing|Changed): / })).toHaveCount(2, { timeout: 30_000 });
  expect(existsSync(poster)).toBe(false);
  expect(await readFile(nfo, 'utf8')).toContain('Theirs');
});

test('a change is accepted, and what is missing is put back from the film itself', async () => {
  const { page } = launched;
  await page.goto(`${page.url().split('#')[0] ?? ''}#/verify?kind=changed`);
  const findings = page.getByRole('grid', { name: 'Findings' });
  await findings.getByRole('button', { name: 'More for Tide (1999).nfo' }).click();
  await page.getByRole('menuitem', { name: 'Accept…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept 1 file' }).click();
  await expect(page.getByText('No finding fits this choice')).toBeVisible({ timeout: 30_000 });
  const { rows } = await callCore(launched, 'movies.page', {});
  const idOf = (title: string): number => rows.find((row) => row.title === title)?.id ?? 0;
  const tide = await callCore(launched, 'items.get', { item: { type: 'movie', id: idOf('Tide') } });
  expect(tide.values['plot']).toContain('Theirs');

  await page.goto(`${page.url().split('#')[0] ?? ''}#/films?film=${String(idOf('Alien'))}`);
  const notice = page.getByRole('status').filter({ hasText: '1 published file is missing.' });
  await notice.getByRole('button', { name: 'Put back' }).click();
  await expect(notice).toBeHidden({ timeout: 30_000 });
  expect(existsSync(fileOf('Alien (1979)', '-poster.jpg'))).toBe(true);
});

test('after a downloader’s upgrade the library’s own rule puts artwork and NFO back', async () => {
  const { page } = launched;
  await page.getByRole('link', { name: /^Verify/ }).click();
  const { libraries } = await callCore(launched, 'verify.overview', {});
  await page.getByRole('checkbox', { name: /Put back what a downloader removes/ }).check();
  await page.getByRole('combobox', { name: /When .* is verified/ }).selectOption('Weekly');
  await expect
    .poll(async () => (await callCore(launched, 'verify.overview', {})).libraries[0])
    .toMatchObject({ every: 'weekly', restoreAfterUpgrade: true });
  const folder = path.join(library, 'Alien (1979)');
  const [video] = (await callCore(launched, 'movies.page', {})).rows
    .filter((row) => row.title === 'Alien')
    .map((row) => row.id);
  const { filePath } = await callCore(launched, 'items.get', { item: { type: 'movie', id: video ?? 0 } });
  const better = path.join(folder, `Alien (1979) 2160p${path.extname(filePath ?? '')}`);
  await rm(fileOf('Alien (1979)', '-poster.jpg'));
  await rm(fileOf('Alien (1979)', '.nfo'));
  await rename(filePath ?? '', better);
  await writeFile(better, Buffer.concat([await readFile(better), Buffer.from('better')]));
  await rescan(launched, library);
  await expect
    .poll(() => existsSync(path.join(folder, 'Alien (1979) 2160p-poster.jpg')), { timeout: 30_000 })
    .toBe(true);
  expect(existsSync(path.join(folder, 'Alien (1979) 2160p.nfo'))).toBe(true);
  expect(libraries).toHaveLength(1);
});

test('a library that is away is one finding', async () => {
  const { page } = launched;
  await rename(library, `${library}-away`);
  try {
    await page.getByRole('link', { name: /^Verify/ }).click();
    await page.getByRole('button', { name: 'Full check' }).click();
    const findings = page.getByRole('grid', { name: 'Findings' });
    await expect(findings.getByRole('row', { name: /^Offline: / })).toBeVisible({ timeout: 30_000 });
    await expect(findings.getByRole('row', { name: /^Missing: / })).toHaveCount(0);
  } finally {
    await rename(`${library}-away`, library);
  }
});

test('axe finds nothing among findings, in a repair’s preview and in what an item says, light and dark', async () => {
  test.setTimeout(120_000);
  await rm(fileOf('Tide (1999)', '-poster.jpg'));
  await writeFile(fileOf('Tide (1999)', '.nfo'), '<movie><title>Tide</title><plot>Theirs</plot></movie>');
  await writeFile(path.join(library, 'Tide (1999)', '.metarr-0123456789ab.tmp'), 'half');
  const { page } = launched;
  await page.getByRole('button', { name: 'Full check' }).click();
  await expect(page.getByRole('row', { name: /^(Missing|Changed|Left over): / })).toHaveCount(3, { timeout: 30_000 });
  await page.getByText('Earlier checks').click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await judge(page, `verify-${colorScheme}`);
    await page.getByRole('button', { name: 'Put back: Tide (1999)-poster.jpg' }).click();
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
    await judge(page, `repair-${colorScheme}`);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Tide' }).click();
    await expect(page.getByRole('status').filter({ hasText: '1 published file is missing.' })).toBeVisible();
    await judge(page, `item-${colorScheme}`);
    await page.getByRole('link', { name: /^Verify/ }).click();
    await expect(page.getByRole('grid', { name: 'Findings' })).toBeVisible();
  }
});

async function judge(page: Page, name: string): Promise<void> {
  // Half transparent text has no contrast worth judging.
  await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const told = violations.map((entry) => `${entry.id}: ${entry.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(told, name).toEqual([]);
}
