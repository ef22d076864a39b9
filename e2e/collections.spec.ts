import { expect, type Locator, test } from '@playwright/test';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ArtworkPicker } from './artwork-picker.ts';
import { callCore } from './call-core.ts';
import { type FakeTmdb, startFakeTmdb, TMDB_TOKEN } from './fakes/tmdb.ts';
import { createWorld } from './fakes/world.ts';
import { writeSetFilms } from './fixtures/set-films.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

const OVERVIEW = 'Four nights on one line.';

let tmdb: FakeTmdb;
let launched: LaunchedApp;
let setFolder: string;
/** A set of four films of which the third is not here, and one of which only the first is. */
let names: [string, string];
/** Titles of the four films. */
let titles: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const world = createWorld();
  const [first, second] = world.sets.filter(({ filmIds }) => filmIds.length === 4);
  if (first === undefined || second === undefined) throw new Error('The world has no sets of four films.');
  names = [first, second].map((set) => set.texts['en-US']?.title ?? '') as [string, string];
  titles = first.filmIds.map((id) => world.filmById.get(id)?.texts['en-US']?.title ?? '');
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'metarr-sets-')));
  const films = path.join(root, 'films');
  setFolder = path.join(root, 'sets');
  mkdirSync(setFolder);
  await writeSetFilms(films, world, [
    { set: first, parts: [0, 1, 3] },
    { set: second, parts: [0] },
  ]);
  tmdb = await startFakeTmdb(world);
  launched = await launchApp({
    args: [films],
    env: { METARR_TMDB_TOKEN: TMDB_TOKEN, METARR_TMDB_URL: tmdb.url, METARR_TMDB_IMAGE_URL: tmdb.imageUrl },
  });
  await expect.poll(async () => (await rows()).map(({ filmCount }) => filmCount), { timeout: 60_000 }).toEqual([3, 1]);
  await callCore(launched, 'enrich.run', { items: (await rows()).map(({ id }) => ({ type: 'set', id })) });
  await expect.poll(async () => (await rows()).map((row) => row.missingFilmCount), { timeout: 60_000 }).toEqual([1, 3]);
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
  await tmdb.close();
});

const rows = async () => (await callCore(launched, 'sets.page', {})).rows;
const toast = (text: string | RegExp): Locator => launched.page.getByRole('status').filter({ hasText: text });
const option = (name: string): Locator => launched.page.getByRole('option', { name });
const members = (): Locator =>
  launched.page.getByRole('list', { name: 'Films of the collection' }).getByRole('listitem');

/** Titles of the films of the open set, in the order they are shown. */
async function order(): Promise<string[]> {
  const texts = await members().locator('.title').allInnerTexts();
  return texts.map((text) => text.trim());
}

test('a collection is opened, edited, given a poster and put into order', async () => {
  const { page } = launched;
  await test.step('its films, and those that are not here', async () => {
    await page.getByRole('link', { name: /^Collections/ }).click();
    await expect(option(names[0])).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(members()).toHaveCount(4);
    expect(await order()).toEqual(titles);
    await expect(members().nth(2)).toContainText('Not in your libraries');
  });

  await test.step('an edited overview is locked', async () => {
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit Overview', exact: true }).press('Enter');
    await page.getByRole('textbox', { name: 'Overview', exact: true }).fill(OVERVIEW);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Unlock Overview', exact: true })).toBeVisible();
  });

  await test.step('a poster', async () => {
    const picker = new ArtworkPicker(page);
    await picker.open('Poster');
    await expect(picker.images('Poster')).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(picker.toast('Poster chosen.')).toBeVisible({ timeout: 20_000 });
    await picker.close();
  });

  await test.step('the order by hand, and back', async () => {
    await page.getByRole('tab', { name: 'Films' }).click();
    await page.getByRole('radio', { name: 'By hand' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: `Move ${titles[0] ?? ''} down`, exact: true }).press('Enter');
    await expect.poll(order).toEqual([titles[1], titles[0], titles[3], titles[2]]);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(order).toEqual([titles[1], titles[3], titles[0], titles[2]]);
    await page.keyboard.press('u');
    await expect.poll(order).toEqual([titles[0], titles[1], titles[3], titles[2]]);
    await page.keyboard.press('u');
    await expect.poll(order).toEqual(titles);
  });
});

test('it is published into its folder as was shown before, and taken back', async () => {
  const { page } = launched;
  const folder = path.join(setFolder, names[0]);
  await test.step('without a folder for collections it has no place, and says so', async () => {
    await page.keyboard.press('p');
    await expect(
      page.getByRole('dialog').getByText('Choose a folder for collections in Settings, Publishing'),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('navigation', { name: 'Settings of' }).getByRole('link', { name: 'Publishing' }).click();
    const field = page.getByRole('textbox', { name: 'Folder', exact: true });
    await field.fill(path.join(setFolder, 'nowhere'));
    await field.press('Enter');
    await expect(page.getByText('cannot be found')).toBeVisible();
    await field.fill(setFolder);
    await field.press('Enter');
    await expect(toast('Collections are published there from now on.')).toBeVisible();
  });

  await test.step('preview, publish, undo', async () => {
    await page.getByRole('link', { name: /^Collections/ }).click();
    await option(names[0]).dblclick();
    await expect(members()).toHaveCount(4);
    await page.keyboard.press('p');
    const sheet = page.getByRole('dialog', { name: /Publish/ });
    const files = sheet.getByRole('listitem');
    await expect(files.filter({ hasText: 'set.nfo' })).toBeVisible();
    await expect(files.filter({ hasText: 'poster.jpg' })).toBeVisible();
    expect(existsSync(folder)).toBe(false);
    await sheet.getByRole('button', { name: 'Publish', exact: true }).press('Enter');
    await expect(toast(`Published ${names[0]}`)).toBeVisible();
    expect(readdirSync(folder).sort()).toEqual(['fanart.jpg', 'poster.jpg', 'set.nfo']);
    const nfo = readFileSync(path.join(folder, 'set.nfo'), 'utf8');
    expect(nfo).toContain(`<title>${names[0]}</title>`);
    expect(nfo).toContain(`<overview>${OVERVIEW}</overview>`);
    await toast(`Published ${names[0]}`).getByRole('button', { name: 'Undo', exact: true }).press('Enter');
    await expect.poll(() => existsSync(folder) && readdirSync(folder).length > 0).toBe(false);
  });
});

test('collections are made, filled, renamed, merged, removed and restored, and all of it is taken back', async () => {
  const { page } = launched;
  await test.step('films go into a new one', async () => {
    await page.getByRole('link', { name: /^Films/ }).click();
    await option(titles[0] ?? '')
      .first()
      .click();
    await page.keyboard.press('x');
    await page
      .getByRole('toolbar', { name: 'Selected films' })
      .getByRole('button', { name: 'Add to collection…' })
      .press('Enter');
    await page.getByRole('textbox', { name: 'Find or name a collection' }).fill('Own Choice');
    await page.keyboard.press('Enter');
    await expect(toast('Created Own Choice.')).toBeVisible();
    expect(await counts()).toEqual({ 'Own Choice': 1, [names[0]]: 2, [names[1]]: 1 });
  });

  await test.step('one more, and out again', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
    await page.keyboard.type('Own Cho');
    await expect(page.getByRole('option', { name: 'Own Choice', exact: true })).toBeVisible();
    // Its film is found by the same words, and comes first.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(order).toEqual([titles[0]]);
    await page.getByRole('button', { name: 'Add films…' }).press('Enter');
    await page.getByRole('textbox', { name: 'Find films' }).fill(titles[1] ?? '');
    await page.getByRole('checkbox', { name: new RegExp(`^${titles[1] ?? ''}`) }).check();
    await page.getByRole('button', { name: 'Add 1 film' }).press('Enter');
    await expect.poll(order).toEqual([titles[0], titles[1]]);
    await page
      .getByRole('button', { name: `Take ${titles[0] ?? ''} out of the collection`, exact: true })
      .press('Enter');
    await expect.poll(order).toEqual([titles[1]]);
    await page.keyboard.press('u');
    await expect.poll(order).toEqual([titles[0], titles[1]]);
  });

  await test.step('another name', async () => {
    await page.keyboard.press('e');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Night Lines');
    await page.keyboard.press('Enter');
    await expect(option('Night Lines')).toBeVisible();
  });

  await test.step('merged into another, and apart again', async () => {
    await page.keyboard.press('Escape');
    await option('Night Lines').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Merge…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: names[1] }).press('Enter');
    await expect(option('Night Lines')).toHaveCount(0);
    expect(await counts()).toEqual({ [names[0]]: 1, [names[1]]: 3 });
    await page.keyboard.press('u');
    await expect(option('Night Lines')).toBeVisible();
    expect(await counts()).toEqual({ 'Night Lines': 2, [names[0]]: 1, [names[1]]: 1 });
  });

  await test.step('to the trash, and back from there with its films', async () => {
    await option('Night Lines').click();
    await page.keyboard.press('Delete');
    await expect(option('Night Lines')).toHaveCount(0);
    expect(await counts()).toEqual({ [names[0]]: 1, [names[1]]: 1 });
    await page.getByRole('link', { name: /^Trash/ }).click();
    await page.getByRole('button', { name: /^Restore Night Lines/ }).press('Enter');
    await expect(page.getByText('The trash is empty')).toBeVisible();
    expect(await counts()).toEqual({ 'Night Lines': 2, [names[0]]: 1, [names[1]]: 1 });
  });
});

/** How many films each set has, by its name. */
async function counts(): Promise<Record<string, number>> {
  return Object.fromEntries((await rows()).map(({ title, filmCount }) => [title, filmCount]));
}
