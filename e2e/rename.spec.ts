import { expect, type Locator, type Page, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callCore } from './call-core.ts';
import { launchApp, type LaunchedApp } from './launch.ts';
import { runCli } from './run-cli.ts';

let launched: LaunchedApp;
let films: string;

test.describe.configure({ mode: 'serial' });

function write(place: string, text = place): void {
  mkdirSync(path.dirname(path.join(films, place)), { recursive: true });
  writeFileSync(path.join(films, place), text);
}

function writeFilm(folder: string, base: string, title: string, year: number): void {
  write(`${folder}/${base}.mkv`);
  write(`${folder}/${base}.nfo`, `<movie><title>${title}</title><year>${String(year)}</year></movie>`);
}

function files(): string[] {
  return readdirSync(films, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(films, name)).isFile())
    .sort();
}

function sheetOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Rename files' });
}

test.beforeAll(async () => {
  films = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'metarr-rename-'))), 'Films');
  writeFilm('quay.1979', 'quay', 'The Long Quay', 1979);
  write('quay.1979/quay.de.forced.srt', '1\n00:00:01,000 --> 00:00:02,000\nHallo\n');
  write('quay.1979/notes of mine.txt');
  writeFilm('harbour', 'harbour', 'Harbour', 2001);
  writeFilm('light', 'light', 'Lighthouse', 2002);
  write('Lighthouse (2002)/in the way.txt');
  launched = await launchApp({ args: [films] });
  await expect.poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 }).toBe(3);
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
});

test('a selection: seen first, one left out, renamed by the keyboard, and taken back', async () => {
  const { page } = launched;
  const before = files();
  await page.getByRole('link', { name: /^Films/ }).click();
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('n');
  const sheet = sheetOf(page);
  await expect(sheet.getByRole('listitem').filter({ hasText: 'is there already' })).toBeVisible();
  expect(files()).toEqual(before);

  await sheet.getByRole('radio', { name: /Cannot be renamed 1/ }).check();
  await expect(sheet.getByRole('button', { name: /^Lighthouse/ })).toBeVisible();
  await expect(sheet.getByRole('button', { name: /^Harbour/ })).toHaveCount(0);
  await sheet.getByRole('radio', { name: /^All/ }).check();

  const quay = sheet.getByRole('listitem').filter({ hasText: 'The Long Quay (1979)' }).first();
  await expect(quay.getByText('The Long Quay (1979).de.forced.srt')).toBeVisible();
  await sheet.getByRole('checkbox', { name: 'Rename Harbour (2001)' }).focus();
  await page.keyboard.press('Space');
  await sheet.getByRole('button', { name: 'Rename 1 film' }).focus();
  await page.keyboard.press('Enter');

  await expect(sheet.getByText('1 film renamed')).toBeVisible();
  expect(files()).toEqual([
    'Lighthouse (2002)/in the way.txt',
    'The Long Quay (1979)/The Long Quay (1979).de.forced.srt',
    'The Long Quay (1979)/The Long Quay (1979).mkv',
    'The Long Quay (1979)/The Long Quay (1979).nfo',
    'The Long Quay (1979)/notes of mine.txt',
    'harbour/harbour.mkv',
    'harbour/harbour.nfo',
    'light/light.mkv',
    'light/light.nfo',
  ]);
  await sheet.getByRole('button', { name: 'Undo all' }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet.getByText('1 film back to the old names')).toBeVisible();
  expect(files()).toEqual(before);
  await page.keyboard.press('Escape');
});

test('patterns: wrong ones are told while they are typed, good ones show what they would do', async () => {
  const { page } = launched;
  await page.getByRole('link', { name: /^Settings/ }).click();
  await page.getByRole('link', { name: 'Renaming' }).click();
  const field = page.getByRole('textbox', { name: 'Video of a film' });
  await field.fill('{Titel}');
  await expect(page.getByText('“{Titel}” is not known')).toBeVisible();
  await field.fill('{Title} ({Year}) own');
  const examples = page.getByRole('list', { name: 'What it would do' });
  await expect(examples.getByText('Harbour (2001)/Harbour (2001) own.mkv')).toBeVisible();
  await field.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Use the first patterns again' }).click();
  await expect(field).not.toHaveValue(/own/);
});

test('a film’s page: it stays open under its new name, and what is watched finds nothing new', async () => {
  const { page } = launched;
  const { rows } = await callCore(launched, 'movies.page', { filter: { search: 'Harbour' } });
  const id = rows[0]?.id ?? 0;
  await page.getByRole('link', { name: /^Films/ }).click();
  await page.getByRole('option', { name: /^Harbour/ }).click();
  await expect(page.getByRole('heading', { name: /Harbour/ })).toBeVisible();
  await page.keyboard.press('n');
  const sheet = sheetOf(page);
  await sheet.getByRole('button', { name: 'Rename 1 film' }).click();
  await expect(sheet.getByText('1 film renamed')).toBeVisible();
  await page.keyboard.press('Escape');
  // Watching reports the new folder, and the scan that follows knows it.
  await expect
    .poll(async () => (await callCore(launched, 'jobs.list', {})).filter((job) => job.type === 'scan_library').length, {
      timeout: 30_000,
    })
    .toBeGreaterThan(1);
  await expect
    .poll(async () => (await callCore(launched, 'jobs.list', {})).every((job) => job.status === 'completed'), {
      timeout: 30_000,
    })
    .toBe(true);
  const after = await callCore(launched, 'movies.page', {});
  expect(after.rows).toHaveLength(3);
  expect(after.rows.find((film) => film.title === 'Harbour')?.id).toBe(id);
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByText('Harbour (2001).mkv').first()).toBeVisible();
});

test('a library from the palette, and again from what was renamed', async () => {
  const { page } = launched;
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await page.keyboard.type('Rename files of');
  await page.keyboard.press('Enter');
  const sheet = sheetOf(page);
  await expect(sheet.getByText('1 title named right already')).toBeVisible();
  await sheet.getByRole('button', { name: 'Rename 1 film' }).click();
  await expect(sheet.getByText('1 film renamed')).toBeVisible();
  await sheet.getByRole('link', { name: 'Patterns…' }).click();
  const runs = page.getByRole('list', { name: 'What was renamed' }).getByRole('listitem');
  await expect(runs.first()).toContainText('1 title renamed');
  await runs.first().getByRole('button', { name: 'Look' }).click();
  await sheet.getByRole('button', { name: 'Undo renaming The Long Quay (1979)' }).click();
  await expect(sheet.getByText('1 film back to the old names')).toBeVisible();
  expect(files()).toContain('quay.1979/quay.mkv');
});

test('the command line plans and renames the same', async () => {
  const { dataDir, app } = launched;
  await app.close();
  const planned = await runCli(dataDir, 'rename', '--all', '--dry-run');
  expect(planned).toContainEqual(expect.objectContaining({ title: 'The Long Quay (1979)', state: 'planned' }));
  expect(files()).toContain('quay.1979/quay.mkv');
  const renamed = await runCli(dataDir, 'rename', '--all');
  expect(renamed.at(-1)).toMatchObject({ moved: 1, failed: 0 });
  expect(files()).toContain('The Long Quay (1979)/The Long Quay (1979).mkv');
});
