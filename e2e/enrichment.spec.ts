import { expect, type Locator, test } from '@playwright/test';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Output } from '../contract/contract.ts';
import type { ItemRef } from '../contract/primitives.ts';
import { callCore } from './call-core.ts';
import { type FakeTmdb, startFakeTmdb, TMDB_TOKEN } from './fakes/tmdb.ts';
import { type FakeTvdb, startFakeTvdb, TVDB_KEY } from './fakes/tvdb.ts';
import type { LibraryFilm, World, WorldFilm } from './fakes/world-types.ts';
import { createWorld } from './fakes/world.ts';
import { writeWorldLibrary } from './fixtures/world-library.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

const PLAIN_FILMS = 3;
const OTHER_PLOT = 'The same story, as somebody else tells it.';

let world: World;
let plain: WorldFilm[];
let tmdb: FakeTmdb;
let tvdb: FakeTvdb;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  world = createWorld();
  const inLibrary = (film: LibraryFilm): WorldFilm | undefined => world.filmById.get(film.right ?? 0);
  const chosen = world.library.films
    .filter((film) => film.case === 'plain' && inLibrary(film)?.tvdbId != null)
    .slice(0, PLAIN_FILMS);
  const twins = world.library.films.filter((film) => film.case === 'same-title-and-year').slice(0, 1);
  plain = chosen.flatMap((film) => inLibrary(film) ?? []);
  world = { ...world, library: { films: [...twins, ...chosen], series: [] } };
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'metarr-world-')));
  const { films } = await writeWorldLibrary(world, folder);
  tmdb = await startFakeTmdb(world);
  tvdb = await startFakeTvdb(toldOtherwise(world));
  launched = await launchApp({
    args: [films],
    env: {
      METARR_TMDB_TOKEN: TMDB_TOKEN,
      METARR_TMDB_URL: tmdb.url,
      METARR_TMDB_IMAGE_URL: tmdb.imageUrl,
      METARR_TVDB_KEY: TVDB_KEY,
      METARR_TVDB_URL: tvdb.url,
    },
  });
  await expect
    .poll(async () => (await callCore(launched, 'inbox.count', {})).total, { timeout: 60_000 })
    .toBe(PLAIN_FILMS + 1);
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
  await tmdb.close();
  await tvdb.close();
});

test('the inbox: what is plain is identified at once, the rest by the keyboard alone, and undone', async () => {
  test.setTimeout(120_000);
  const { page } = launched;
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.getByRole('button', { name: 'Identify all' }).click();
  const waiting = page.getByRole('listbox', { name: 'Waiting to be identified' });
  await expect(waiting.getByRole('option')).toHaveCount(1, { timeout: 60_000 });
  await expect(waiting.getByRole('option', { name: /Several titles fit/ })).toBeVisible();

  const guesses = page.getByRole('listbox', { name: 'What it may be' });
  const { entries } = await callCore(launched, 'inbox.page', {});
  const [entry] = entries;
  // Which of the two it is, only a person can say.
  const place = 1;
  const wanted = entry?.guesses.at(place)?.tmdbId;
  if (wanted == null) throw new Error('There are not two guesses to choose from.');
  await page.keyboard.press(String(place + 1));
  await expect(guesses.getByRole('option').nth(place)).toHaveAttribute('aria-selected', 'true');
  await expect(guesses.getByRole('list', { name: /part by part/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Everything is identified', { exact: true })).toBeVisible();
  expect(await tmdbIdOf(entry?.item)).toBe(wanted);

  await page.keyboard.press('u');
  await expect(waiting.getByRole('option')).toHaveCount(1);
  expect(await tmdbIdOf(entry?.item)).toBeNull();

  await test.step('by its id', async () => {
    await page.keyboard.press('i');
    await page.keyboard.type(`tmdb:${String(wanted)}`);
    await expect(guesses.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Everything is identified', { exact: true })).toBeVisible();
    expect(await tmdbIdOf(entry?.item)).toBe(wanted);
  });
});

test('several films: what would change is looked at, partly left out, applied and undone', async () => {
  test.setTimeout(120_000);
  const { page } = launched;
  await page.getByRole('link', { name: /^Films/ }).click();
  await expect(page.getByRole('option')).toHaveCount(PLAIN_FILMS + 1);
  const item = await filmOf(plain[0]);
  const before = await callCore(launched, 'items.get', { item });
  await selectAll();
  await page.keyboard.press('r');
  const sheet = page.getByRole('dialog', { name: /^Enrich/ });
  await expect(sheet.getByRole('group', { name: 'Fields to change' })).toBeVisible({ timeout: 60_000 });
  // Nothing is written by looking.
  expect((await callCore(launched, 'items.get', { item })).values).toEqual(before.values);
  await sheet.getByRole('checkbox', { name: /^Genres/ }).uncheck();
  await sheet.getByRole('button', { name: /^Apply/ }).click();
  await expect(toast(/Metadata of .+ refreshed/)).toBeVisible({ timeout: 60_000 });
  const after = await callCore(launched, 'items.get', { item });
  expect(after.values.plot).toBe(textOf(plain[0]));
  expect(after.values.genres).toEqual(before.values.genres);

  await toast(/Metadata of .+ refreshed/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect
    .poll(async () => (await callCore(launched, 'items.get', { item })).values.plot)
    .toEqual(before.values.plot);

  await selectAll();
  await page.keyboard.press('r');
  await sheet.getByRole('button', { name: /^Apply/ }).click({ timeout: 60_000 });
  await expect
    .poll(async () => (await callCore(launched, 'items.get', { item })).values.plot, { timeout: 60_000 })
    .toBe(textOf(plain[0]));
});

test('one field is taken from another provider by the keyboard, which locks it', async () => {
  const { page } = launched;
  const film = plain[0];
  const item = await filmOf(film);
  const alternatives = await callCore(launched, 'enrich.alternatives', { item, field: 'plot' });
  const current = alternatives.findIndex((entry) => entry.isCurrent);
  const wanted = alternatives.findIndex((entry) => entry.value === OTHER_PLOT && !entry.isCurrent);
  expect(wanted).toBeGreaterThanOrEqual(0);

  await page.getByRole('option', { name: new RegExp(`^${film?.texts['en-US']?.title ?? ''} \\(`) }).dblclick();
  await page.getByRole('button', { name: 'Edit Plot', exact: true }).focus();
  await page.keyboard.press('a');
  const popover = page.getByRole('dialog', { name: 'Other values of Plot' });
  await expect(popover.getByRole('listitem')).toHaveCount(alternatives.length);
  await expect(popover.getByRole('button').nth(Math.max(0, current))).toBeFocused();
  for (let at = Math.max(0, current); at < wanted; at += 1) await page.keyboard.press('ArrowDown');
  for (let at = Math.max(0, current); at > wanted; at -= 1) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Unlock Plot', exact: true })).toBeVisible();
  const { values } = await callCore(launched, 'items.get', { item });
  expect(values.plot).toBe(OTHER_PLOT);

  // Keys of the page hold once nothing lies over it.
  await expect(popover).toBeHidden();
  await page.keyboard.press('r');
  const sheet = page.getByRole('dialog', { name: /^Refresh/ });
  await expect(sheet.getByText(/Kept: .*Plot \(locked\)/)).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
});

/** The same world, in which another provider has words of its own for the first film. */
function toldOtherwise(original: World): World {
  const other = structuredClone(original);
  const text = other.filmById.get(plain[0]?.tmdbId ?? 0)?.texts['en-US'];
  if (text === undefined) throw new Error('The first film has no English text.');
  text.overview = OTHER_PLOT;
  return other;
}

async function selectAll(): Promise<void> {
  await launched.page.keyboard.press('ControlOrMeta+a');
  await expect(launched.page.getByText(`${String(PLAIN_FILMS + 1)} selected`)).toBeVisible();
}

function toast(text: RegExp): Locator {
  return launched.page.getByRole('status').filter({ hasText: text });
}

function textOf(film: WorldFilm | undefined): string | undefined {
  return film?.texts['en-US']?.overview;
}

async function tmdbIdOf(item: ItemRef | undefined): Promise<unknown> {
  if (item === undefined) throw new Error('There is no such film.');
  const { values }: Output<'items.get'> = await callCore(launched, 'items.get', { item });
  return values.tmdb_id ?? null;
}

async function filmOf(film: WorldFilm | undefined): Promise<ItemRef> {
  const { rows } = await callCore(launched, 'movies.page', { limit: 100 });
  for (const { id } of rows) {
    const item: ItemRef = { type: 'movie', id };
    if (film !== undefined && (await tmdbIdOf(item)) === film.tmdbId) return item;
  }
  throw new Error('The film is not in the list.');
}
