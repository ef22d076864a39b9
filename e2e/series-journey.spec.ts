import { expect, type Locator, test } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ItemRef } from '../contract/primitives.ts';
import type { EpisodeRow } from '../contract/series.ts';
import { callCore } from './call-core.ts';
import { makeImage, snapshot } from './fixtures/film-folder.ts';
import { FILM, makeRoot, SHOW, writeFilm, writeShow } from './fixtures/show-folder.ts';
import { launchApp, type LaunchedApp } from './launch.ts';
import { rescan } from './rescan.ts';
import { dropPaths } from './standin/drop-paths.ts';

const PLOT = 'Every lamp, every night.';
const SHOW_NAME = `${SHOW.title} (2014)`;

test('a dropped folder becomes a show whose seasons and episodes are edited, locked, published and put back', async () => {
  test.setTimeout(240_000);
  const library = await realpath(await makeRoot());
  await writeShow(library);
  const folder = path.join(library, SHOW.folder);
  const original = await snapshot(library);
  let launched = await launchApp();
  let { page } = launched;
  try {
    await test.step('drop the folder and say that it holds series', async () => {
      await expect(page.getByText('Drop a folder of films here')).toBeVisible();
      await dropPaths(page, 'main', [library]);
      const question = page.getByRole('dialog', { name: /^What is in / });
      await question.getByRole('radio', { name: 'Series' }).click();
      await question.getByRole('button', { name: 'Add as series' }).click();
      await page.getByRole('link', { name: /^Series/ }).click();
      await expect(page.getByRole('option')).toHaveCount(1);
      await expect(page.getByRole('option', { name: SHOW_NAME })).toBeVisible();
      await scansDone(launched);
    });
    expect(await snapshot(library)).toEqual(original);

    await test.step('the show lists its seasons, a file of two episodes, and specials last', async () => {
      await openShow(launched);
      const tree = page.getByRole('treegrid', { name: 'Seasons and episodes' });
      await expect
        .poll(() => rowNames(tree))
        .toEqual([
          'Season 1',
          'S01E01 The Lamplighter',
          'S01E02 Half a Bridge',
          'S01E03 The Other Half',
          'Season 2',
          'S02E01 Fog Bell',
          'S02E02 Salt Road',
          'Specials',
          'S00E01 A Winter Interlude',
        ]);
      await expect(row(launched, 'S01E02 Half a Bridge')).toContainText('2–3 in one file');
      await expect(row(launched, 'S01E03 The Other Half')).toContainText('2–3 in one file');
      await expect(row(launched, 'S00E01 A Winter Interlude')).toContainText('Shown before S02E01');
    });

    await test.step('in the order of the DVDs, and back', async () => {
      const tree = page.getByRole('treegrid', { name: 'Seasons and episodes' });
      const order = page.getByRole('radiogroup', { name: 'Order' });
      await order.getByRole('radio', { name: 'DVD' }).click();
      await expect
        .poll(async () => (await rowNames(tree)).filter((name) => name.startsWith('S02')))
        .toEqual(['S02E02 Salt Road', 'S02E01 Fog Bell']);
      await order.getByRole('radio', { name: 'Aired' }).click();
      await expect
        .poll(async () => (await rowNames(tree)).filter((name) => name.startsWith('S02')))
        .toEqual(['S02E01 Fog Bell', 'S02E02 Salt Road']);
    });

    await test.step('an edited plot of the show is locked there, and nowhere below', async () => {
      await page.getByRole('tab', { name: /^Metadata/ }).click();
      await page.getByRole('button', { name: 'Edit Plot', exact: true }).click();
      await page.getByRole('textbox', { name: 'Plot', exact: true }).fill(PLOT);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('button', { name: 'Unlock Plot', exact: true })).toBeVisible();
      await openEpisode(launched, 'S01E01 The Lamplighter');
      await expect(page.getByRole('button', { name: 'Lock Plot', exact: true })).toBeVisible();
    });

    await test.step('a lock set by hand holds below, where it says so and can be lifted', async () => {
      await openShowAgain(launched);
      await page.getByRole('tab', { name: /^Metadata/ }).click();
      await page.getByRole('button', { name: 'Unlock Plot', exact: true }).click();
      await page.getByRole('button', { name: 'Lock Plot', exact: true }).click();
      await expect(field(launched, 'Plot')).toContainText('here and below');
      await openEpisode(launched, 'S01E01 The Lamplighter');
      await expect(field(launched, 'Plot')).toContainText('with the show');
      await page.getByRole('button', { name: 'Unlock Plot', exact: true }).click();
      await expect(field(launched, 'Plot')).toContainText('exempt here');
      await expect(page.getByRole('button', { name: 'Lock Plot', exact: true })).toBeVisible();
    });

    await test.step('an episode gets another title', async () => {
      await editTitle(launched, 'The Lamplighter Returns');
      await expect(row(launched, 'S01E01 The Lamplighter Returns')).toBeVisible();
    });

    await test.step('an image dropped on a season becomes its poster', async () => {
      await row(launched, 'Season 2').click();
      await page.getByRole('tab', { name: /^Artwork/ }).click();
      await dropPaths(page, '[data-artwork-drop="poster"] >> nth=0', [await imageFile(library, 91)]);
      await expect(page.getByRole('button', { name: 'Unlock Poster', exact: true })).toBeVisible();
    });

    await test.step('a changed NFO changes what is free and nothing that is held', async () => {
      change(
        folder,
        `${SHOW.first}.nfo`,
        'The Lamplighter<',
        'Somebody Else Says<',
        'A lamp goes out.',
        'A lamp is lit.',
      );
      change(
        folder,
        `${SHOW.double}.nfo`,
        'They start to build.',
        'Held with the show.',
        'Half a Bridge<',
        'Half of It<',
      );
      await rescan(launched, library);
      await expect(row(launched, 'S01E02 Half of It')).toBeVisible();
      const values = async (number: number) => {
        const { id } = await episode(launched, 1, number);
        return (await callCore(launched, 'items.get', { item: { type: 'episode', id } })).values;
      };
      expect(await values(1)).toMatchObject({ title: 'The Lamplighter Returns', plot: 'A lamp is lit.' });
      expect(await values(2)).toMatchObject({ title: 'Half of It', plot: 'They start to build.' });
    });
    const edited = await snapshot(library);

    await test.step('the preview of an episode; publishing writes its very bytes; undo puts back the old ones', async () => {
      await row(launched, 'S01E01 The Lamplighter Returns').click();
      const { id } = await episode(launched, 1, 1);
      await page.getByRole('button', { name: 'Publish…' }).first().click();
      const sheet = page.getByRole('dialog');
      await expect(sheet.getByRole('region', { name: 'NFO' }).first()).toBeVisible();
      expect(await snapshot(library)).toEqual(edited);
      const preview = await callCore(launched, 'publish.preview', { item: { type: 'episode', id } });
      await sheet.getByRole('button', { name: 'Publish', exact: true }).click();
      const nfo = path.join(folder, `${SHOW.first}.nfo`);
      await expect.poll(() => readFileSync(nfo, 'utf8')).toBe(preview.nfoText);
      expect(preview.nfoText).toContain('<title>The Lamplighter Returns</title>');
      expect(preview.nfoText).toContain('<ownwords kept="yes">The Lamplighter</ownwords>');
      await undoToast(launched, 'Published ').click();
      await expect.poll(async () => hashes(await snapshot(library))).toEqual(hashes(edited));
    });

    await test.step('the preview of the show with all below; publishing writes exactly that', async () => {
      await openShowAgain(launched);
      await page.getByRole('button', { name: 'Publish…' }).first().click();
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('checkbox', { name: 'With seasons and episodes' }).click();
      await expect(sheet.getByRole('heading', { name: `Publish ${SHOW.title} with all below` })).toBeVisible();
      const plan = sheet.getByRole('listbox', { name: 'Titles of the plan' });
      // The show, the season whose poster was chosen, and six episodes in five files.
      await expect(plan.getByRole('option')).toHaveCount(1 + 1 + 5);
      await expect(plan.getByRole('option', { name: /S01E02 Half of It, S01E03/ })).toHaveCount(1);
      expect(hashes(await snapshot(library))).toEqual(hashes(edited));
      const wanted = await plannedHashes(launched, library);
      expect(Object.keys(wanted)).toContain(path.join(SHOW.folder, 'season02-poster.jpg'));
      await sheet.getByRole('button', { name: 'Publish 7 titles' }).click();
      await expect
        .poll(async () => hashes(await snapshot(library)), { timeout: 30_000 })
        .toEqual({ ...hashes(edited), ...wanted });
      const tvshow = readFileSync(path.join(folder, 'tvshow.nfo'), 'utf8');
      expect(tvshow).toContain(`<plot>${PLOT}</plot>`);
      expect(tvshow).toContain("<somebodyelses attribute='x'><deep>value</deep></somebodyelses>");
      const roots = readFileSync(path.join(folder, `${SHOW.double}.nfo`), 'utf8').match(/<episodedetails>/g);
      expect(roots).toHaveLength(2);
    });

    await test.step('a second time nothing is written', async () => {
      const published = await snapshot(library);
      for (const item of await everyItem(launched)) {
        const { planHash, isUnchanged } = await callCore(launched, 'publish.preview', { item });
        expect(isUnchanged).toBe(true);
        expect(await callCore(launched, 'publish.apply', { item, planHash })).toMatchObject({ written: 0 });
      }
      expect(await snapshot(library)).toEqual(published);
      await rescan(launched, library);
      const { rows } = await callCore(launched, 'series.page', {});
      expect(rows.map((one) => one.hasUnpublishedChanges)).toEqual([false]);
    });

    await test.step('a restart keeps edits and locks', async () => {
      await launched.app.close();
      launched = await launchApp({ dataDir: launched.dataDir });
      page = launched.page;
      await page.getByRole('link', { name: /^Series/ }).click();
      await openShow(launched);
      await openEpisode(launched, 'S01E01 The Lamplighter Returns');
      await expect(page.getByRole('button', { name: 'Unlock Title', exact: true })).toBeVisible();
      await expect(field(launched, 'Plot')).toContainText('exempt here');
      await row(launched, 'S02E01 Fog Bell').click();
      await expect(field(launched, 'Plot')).toContainText('with the show');
    });
  } finally {
    await launched.app.close().catch(() => undefined);
  }
});

test('a film in two versions, one of them in two parts, stays one film with its extras', async () => {
  test.setTimeout(120_000);
  const library = await realpath(await makeRoot());
  await writeFilm(library);
  const original = await snapshot(library);
  const launched = await launchApp();
  const { page } = launched;
  try {
    await test.step('add the folder as films', async () => {
      await expect(page.getByText('Drop a folder of films here')).toBeVisible();
      await dropPaths(page, 'main', [library]);
      await page.getByRole('dialog').getByRole('button', { name: 'Add as films' }).click();
      await page.getByRole('link', { name: /^Films/ }).click();
      await expect(page.getByRole('option')).toHaveCount(1);
      await scansDone(launched);
    });

    await test.step('its files are listed with part and version', async () => {
      await page.getByRole('option', { name: `${FILM.title} (1998)` }).dblclick();
      await page.getByRole('tab', { name: /^Files/ }).click();
      const videos = page.getByRole('table', { name: 'Videos' });
      await expect(videos.getByRole('row').filter({ hasText: '-cd1' })).toContainText("Part 1 · Director's Cut");
      await expect(videos.getByRole('row').filter({ hasText: '-cd2' })).toContainText("Part 2 · Director's Cut");
      await expect(videos.getByRole('row').filter({ hasText: 'Theatrical.mp4' })).toContainText('Film · Theatrical');
      const extras = page.getByRole('table', { name: 'Extras and trailers' });
      await expect(extras.getByRole('row')).toHaveCount(1 + 2);
      await expect(extras.getByRole('row').filter({ hasText: 'Grinding the Lens' })).toContainText('featurette');
    });

    await test.step('edit, publish, and undo', async () => {
      await page.getByRole('tab', { name: /^Metadata/ }).click();
      await editTitle(launched, 'Glass Meridian Redrawn');
      await page.getByRole('tab', { name: /^Artwork/ }).click();
      await dropPaths(page, '[data-artwork-drop="clearlogo"] >> nth=0', [await imageFile(library, 92, 800, 310)]);
      await expect(page.getByRole('button', { name: 'Unlock Clear logo', exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Publish…' }).first().click();
      const sheet = page.getByRole('dialog');
      await expect(sheet.getByRole('region', { name: 'NFO' }).first()).toBeVisible();
      expect(await snapshot(library)).toEqual(original);
      const [item] = (await callCore(launched, 'movies.page', {})).rows.map(({ id }) => ({
        type: 'movie' as const,
        id,
      }));
      if (item === undefined) throw new Error('The film is gone.');
      const wanted = await plannedOf(launched, library, item);
      // A plain name, which players take for both versions.
      expect(Object.keys(wanted).sort()).toEqual(
        [`${FILM.theatrical}.nfo`, 'clearlogo.jpg'].map((name) => path.join(FILM.folder, name)).sort(),
      );
      await sheet.getByRole('button', { name: 'Publish', exact: true }).click();
      await expect.poll(async () => hashes(await snapshot(library))).toEqual({ ...hashes(original), ...wanted });
      await undoToast(launched, 'Published ').click();
      await expect.poll(async () => hashes(await snapshot(library))).toEqual(hashes(original));
    });
  } finally {
    await launched.app.close().catch(() => undefined);
  }
});

function hashes(files: Record<string, { hash: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, { hash }]) => [name, hash]));
}

interface Named {
  getAttribute(name: string): string | null;
}

/** The names of a tree's rows from top to bottom: they are placed, so that their order in the document may be another. */
function rowNames(tree: Locator): Promise<string[]> {
  return tree.getByRole('row').evaluateAll((rows: Named[]) =>
    rows
      .map((one) => ({ at: Number(one.getAttribute('aria-rowindex')), name: one.getAttribute('aria-label') ?? '' }))
      .sort((a, b) => a.at - b.at)
      .map(({ name }) => name),
  );
}

function row({ page }: LaunchedApp, name: string): Locator {
  return page.getByRole('treegrid').getByRole('row', { name, exact: true });
}

function field({ page }: LaunchedApp, name: string): Locator {
  return page.getByRole('group', { name, exact: true });
}

async function openShow({ page }: LaunchedApp): Promise<void> {
  await page.getByRole('option', { name: SHOW_NAME }).dblclick();
  await expect(page.getByRole('treegrid', { name: 'Seasons and episodes' })).toBeVisible();
}

/** From a season or an episode up to the show by the path above its title. */
async function openShowAgain({ page }: LaunchedApp): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Where it belongs' })
    .getByRole('link', { name: SHOW.title, exact: true })
    .click();
  await page.getByRole('tab', { name: /^Episodes/ }).click();
  await expect(page.getByRole('treegrid', { name: 'Seasons and episodes' })).toBeVisible();
}

async function openEpisode(launched: LaunchedApp, name: string): Promise<void> {
  const { page } = launched;
  if ((await page.getByRole('treegrid').count()) === 0) await page.getByRole('tab', { name: /^Episodes/ }).click();
  await row(launched, name).click();
  await expect(page.getByRole('navigation', { name: 'Where it belongs' })).toBeVisible();
  await page.getByRole('tab', { name: /^Metadata/ }).click();
}

async function editTitle({ page }: LaunchedApp, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit Title', exact: true }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Unlock Title', exact: true })).toBeVisible();
}

/** The Undo of the message that says this. */
function undoToast({ page }: LaunchedApp, text: string): Locator {
  return page.getByRole('status').filter({ hasText: text }).getByRole('button', { name: 'Undo', exact: true });
}

async function scansDone(launched: LaunchedApp): Promise<void> {
  await expect
    .poll(
      async () => {
        const jobs = await callCore(launched, 'jobs.list', {});
        return jobs.filter((job) => job.status === 'pending' || job.status === 'processing').length;
      },
      { timeout: 60_000 },
    )
    .toBe(0);
}

/** Replaces texts, given in pairs of old and new, in a file of the show. */
function change(folder: string, name: string, ...pairs: readonly string[]): void {
  const file = path.join(folder, name);
  let text = readFileSync(file, 'utf8');
  for (let at = 0; at < pairs.length; at += 2) {
    expect(text).toContain(pairs[at]);
    text = text.replace(pairs[at] ?? '', pairs[at + 1] ?? '');
  }
  writeFileSync(file, text);
}

async function imageFile(library: string, seed: number, width = 1000, height = 1500): Promise<string> {
  const file = path.join(library, '..', `${path.basename(library)}-${String(seed)}.jpg`);
  writeFileSync(file, await makeImage(seed, width, height));
  return file;
}

async function everyItem(launched: LaunchedApp): Promise<ItemRef[]> {
  const { rows } = await callCore(launched, 'series.page', {});
  const shows = rows.map(({ id }): ItemRef => ({ type: 'series', id }));
  const scopes = await Promise.all(shows.map((item) => callCore(launched, 'publish.scope', { item })));
  return scopes.flat().map(({ type, id }) => ({ type, id }));
}

async function episode(launched: LaunchedApp, season: number, number: number): Promise<EpisodeRow> {
  const { rows } = await callCore(launched, 'series.page', {});
  const tree = await callCore(launched, 'series.tree', { id: rows[0]?.id ?? 0 });
  const found = tree.seasons
    .flatMap(({ episodes }) => episodes)
    .find((one) => one.seasonNumber === season && one.episodeNumber === number);
  if (found === undefined) throw new Error(`S${String(season)}E${String(number)} is not in the show.`);
  return found;
}

/** What publishing an item would put where: hashes by path below the library. */
async function plannedOf(launched: LaunchedApp, library: string, item: ItemRef): Promise<Record<string, string>> {
  const { files } = await callCore(launched, 'publish.preview', { item });
  const written = files.filter(({ op }) => op === 'create' || op === 'replace');
  expect(files.filter(({ op }) => op === 'remove' || op === 'conflict')).toEqual([]);
  return Object.fromEntries(written.map((file) => [path.relative(library, file.path), file.afterHash ?? '']));
}

async function plannedHashes(launched: LaunchedApp, library: string): Promise<Record<string, string>> {
  const items = await everyItem(launched);
  const plans = await Promise.all(items.map((item) => plannedOf(launched, library, item)));
  return Object.assign({}, ...plans) as Record<string, string>;
}
