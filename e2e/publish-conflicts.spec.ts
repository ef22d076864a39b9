import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ItemRef } from '../contract/primitives.ts';
import { callCore } from './call-core.ts';
import { makeImage } from './fixtures/film-folder.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

const TITLES = ['Alien', 'Brazil', 'Cube', 'Dune', 'Eden'] as const;
type Title = (typeof TITLES)[number];

let launched: LaunchedApp;
let films: string;
let libraryId: number;
const ids = new Map<string, number>();

test.describe.configure({ mode: 'serial', timeout: 120_000 });

const fileOf = (title: Title, name: string): string => path.join(films, `${title} (1979)`, `${title} (1979)${name}`);
const textOf = (title: Title): string => readFileSync(fileOf(title, '.nfo'), 'utf8');
const itemOf = (title: Title): ItemRef => ({ type: 'movie', id: ids.get(title) ?? 0 });

/** As another program does it. */
function changeOutside(title: Title, ...changes: [from: string, to: string][]): string {
  const text = changes.reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, to);
  }, textOf(title));
  writeFileSync(fileOf(title, '.nfo'), text);
  return text;
}

async function set(title: Title, field: 'outline' | 'tagline', value: string): Promise<void> {
  await callCore(launched, 'items.setField', { item: itemOf(title), field, value });
}

async function valuesOf(title: Title): Promise<Record<string, unknown>> {
  return (await callCore(launched, 'items.get', { item: itemOf(title) })).values;
}

/** Opens a film and its preview, both by the keyboard. */
async function openPreview(title: Title): Promise<Locator> {
  const { page } = launched;
  await page.getByRole('link', { name: /^Films/ }).click();
  const option = page.getByRole('option', { name: `${title} (1979)` });
  await option.click();
  await page.keyboard.press('p');
  const sheet = page.getByRole('dialog', { name: `Publish ${title}` });
  await expect(sheet.getByRole('region', { name: 'Files' })).toBeVisible();
  return sheet;
}

async function pick(radio: Locator): Promise<void> {
  await radio.focus();
  await radio.page().keyboard.press('Space');
  await expect(radio).toBeChecked();
}

async function press(button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  await button.focus();
  await button.page().keyboard.press('Enter');
}

async function undoLast(page: Page, said: string | RegExp): Promise<void> {
  await press(page.getByRole('status').filter({ hasText: said }).getByRole('button', { name: 'Undo' }));
}

async function judge(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  films = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'metarr-conflicts-'))), 'Films');
  for (const title of TITLES) {
    mkdirSync(path.dirname(fileOf(title, '')), { recursive: true });
    writeFileSync(fileOf(title, '.mkv'), 'no video');
    writeFileSync(
      fileOf(title, '.nfo'),
      `<?xml version="1.0"?>\n<movie>\n  <title>${title}</title>\n  <tagline>Then</tagline>\n  <genre>Drama</genre>\n  <mine>kept</mine>\n</movie>\n`,
    );
  }
  launched = await launchApp({ args: [films] });
  await expect
    .poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 })
    .toBe(TITLES.length);
  libraryId = (await callCore(launched, 'libraries.list', {}))[0]?.id ?? 0;
  // A scan in between would take in what others wrote wherever no lock keeps it out: not what this is about.
  await callCore(launched, 'libraries.update', { id: libraryId, watchMode: 'off' });
  for (const { id, title } of (await callCore(launched, 'movies.page', {})).rows) ids.set(title, id);
  for (const title of TITLES) {
    await set(title, 'outline', `About ${title}.`);
    const { planHash } = await callCore(launched, 'publish.preview', { item: itemOf(title) });
    await callCore(launched, 'publish.apply', { item: itemOf(title), planHash });
  }
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
});

test('an NFO that was changed on both sides is merged field by field', async () => {
  const { page } = launched;
  changeOutside(
    'Alien',
    ['<title>Alien</title>', '<title>Alien, outside</title>'],
    ['Then', 'Theirs'],
    ['Drama', 'Horror'],
  );
  await set('Alien', 'tagline', 'Ours');
  await callCore(launched, 'items.setLock', { item: itemOf('Alien'), target: 'tagline', isLocked: false });
  const sheet = await openPreview('Alien');
  await expect(sheet.getByText('Somebody else changed this file since Metarr wrote it.')).toBeVisible();
  const publish = sheet.getByRole('button', { name: 'Publish', exact: true });
  await expect(publish).toBeDisabled();
  await expect(sheet.getByText('1 conflict waits for a decision.')).toBeVisible();

  await pick(sheet.getByRole('radio', { name: 'Merge' }));
  const table = sheet.getByRole('table', { name: 'Fields to merge' });
  const row = (field: string): Locator =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: field }) });
  await expect(row('Tagline')).toContainText('Changed on both sides');
  await expect(row('Tagline')).toContainText('Published as: Then');
  await expect(table.getByRole('radio', { name: 'Title: In the file' })).toBeChecked();
  // What both sides changed is for the person to say.
  await expect(sheet.getByText('1 field waits for a decision.')).toBeVisible();
  await expect(publish).toBeDisabled();
  await judge(page);
  await pick(table.getByRole('radio', { name: 'Tagline: In Metarr' }));
  await pick(table.getByRole('radio', { name: 'Genres: In Metarr' }));
  await press(publish);
  await expect(sheet).toBeHidden();
  for (const line of [
    '<title>Alien, outside</title>',
    '<tagline>Ours</tagline>',
    '<genre>Drama</genre>',
    '<mine>kept</mine>',
  ]) {
    expect(textOf('Alien')).toContain(line);
  }
  expect(await valuesOf('Alien')).toMatchObject({ title: 'Alien, outside', tagline: 'Ours', genres: ['Drama'] });
});

test('what others wrote is adopted, overwritten or left alone, and each can be taken back', async () => {
  const { page } = launched;
  const outside = changeOutside('Brazil', ['Then', 'Theirs']);
  let sheet = await openPreview('Brazil');
  await pick(sheet.getByRole('radio', { name: 'Adopt' }));
  await press(sheet.getByRole('button', { name: 'Publish', exact: true }));
  await expect(sheet).toBeHidden();
  expect(await valuesOf('Brazil')).toMatchObject({ tagline: 'Theirs' });
  await undoLast(page, 'Brazil');
  await expect.poll(async () => (await valuesOf('Brazil'))['tagline']).toBe('Then');
  expect(textOf('Brazil')).toBe(outside);

  // Taken back, it is asked about again.
  sheet = await openPreview('Brazil');
  await pick(sheet.getByRole('radio', { name: 'Overwrite' }));
  await press(sheet.getByRole('button', { name: 'Publish', exact: true }));
  await expect(sheet).toBeHidden();
  expect(textOf('Brazil')).toContain('<tagline>Then</tagline>');
  await undoLast(page, 'Published Brazil');
  await expect.poll(() => textOf('Brazil')).toBe(outside);

  // A text that is no NFO, and a picture that nobody of Metarr wrote or read.
  writeFileSync(fileOf('Cube', '.nfo'), 'GREETINGS FROM THE SCENE');
  const [ours, theirs] = [await makeImage(1), await makeImage(2)];
  const hash = await page.evaluate(
    async (bytes) => {
      const answer = await fetch('/assets', { method: 'POST', body: new Uint8Array(bytes) });
      return ((await answer.json()) as { hash: string }).hash;
    },
    [...ours],
  );
  await callCore(launched, 'artwork.add', { item: itemOf('Cube'), type: 'poster', hash });
  writeFileSync(fileOf('Cube', '-poster.jpg'), theirs);
  sheet = await openPreview('Cube');
  const nfo = sheet.getByRole('radiogroup', { name: 'Cube (1979).nfo' });
  const poster = sheet.getByRole('radiogroup', { name: 'Cube (1979)-poster.jpg' });
  await expect(nfo.getByRole('radio')).toHaveCount(2);
  await expect(poster.getByRole('radio')).toHaveCount(3);
  await expect(sheet.getByRole('img', { name: 'Poster, In the file' })).toBeVisible();
  await judge(page);
  await expect(sheet.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
  await pick(nfo.getByRole('radio', { name: 'Leave alone' }));
  await expect(sheet.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
  await pick(poster.getByRole('radio', { name: 'Overwrite' }));
  await press(sheet.getByRole('button', { name: 'Publish', exact: true }));
  await expect(sheet).toBeHidden();
  expect(textOf('Cube')).toBe('GREETINGS FROM THE SCENE');
  expect(readFileSync(fileOf('Cube', '-poster.jpg')).equals(ours)).toBe(true);

  // A decision can be thought over as long as nothing has come of it.
  sheet = await openPreview('Cube');
  await press(sheet.getByRole('button', { name: 'Decide again about Cube (1979).nfo' }));
  await expect(sheet.getByRole('radiogroup', { name: 'Cube (1979).nfo' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the plan of a library lists conflicts, settles them together and publishes the rest', async () => {
  const { page } = launched;
  for (const title of ['Dune', 'Eden'] as const) changeOutside(title, ['Then', `Theirs of ${title}`]);
  await set('Alien', 'outline', 'Another outline.');
  const before = textOf('Dune');
  await page.getByRole('link', { name: 'Home' }).click();
  await press(page.getByRole('button', { name: 'Publish Films…' }));
  const sheet = page.getByRole('dialog', { name: 'Publish Films' });
  await expect(sheet.getByRole('button', { name: 'Publish 1 title' })).toBeEnabled({ timeout: 30_000 });
  // Brazil was put back as others left it, Cube as nobody has decided about it yet.
  await expect(sheet.getByText('4 titles have conflicts and are left out until you decide.')).toBeVisible();
  const list = sheet.getByRole('listbox', { name: 'Titles of the plan' });
  await expect(list.getByRole('option')).toHaveCount(5);
  await judge(page);

  await list.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const detail = sheet.getByRole('region', { name: 'Plan of Eden' });
  await pick(detail.getByRole('radio', { name: 'Overwrite' }));
  await judge(page);
  await press(detail.getByRole('button', { name: 'Settle conflicts' }));
  await expect(sheet.getByText('3 titles have conflicts and are left out until you decide.')).toBeVisible();
  await detail.focus();
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();

  await press(sheet.getByRole('button', { name: 'Settle all' }));
  await page.keyboard.press('ArrowDown');
  await page.getByRole('menuitem', { name: 'Adopt everywhere' }).press('Enter');
  // What is no NFO cannot be adopted.
  await expect(sheet.getByText('1 title has conflicts and is left out until you decide.')).toBeVisible();
  expect(await valuesOf('Dune')).toMatchObject({ tagline: 'Theirs of Dune' });
  expect(textOf('Dune')).toBe(before);
  await press(sheet.getByRole('button', { name: 'Publish 2 titles' }));
  await expect(sheet).toBeHidden();
  await expect.poll(() => textOf('Eden'), { timeout: 30_000 }).toContain('<tagline>Then</tagline>');
  await expect.poll(() => textOf('Alien'), { timeout: 30_000 }).toContain('Another outline.');
  expect(textOf('Cube')).toBe('GREETINGS FROM THE SCENE');
});
