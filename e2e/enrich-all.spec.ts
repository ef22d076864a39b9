import { expect, type Page, test } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AllFakes, startAllFakes } from './fakes/all-fakes.ts';
import type { World } from './fakes/world-types.ts';
import { createWorld } from './fakes/world.ts';
import { writeWorldLibrary } from './fixtures/world-library.ts';
import { openBrowser, startHeadless } from './headless.ts';
import { runCli } from './run-cli.ts';

interface Row {
  type: string;
  id: number;
  title: string;
  directoryPath: string;
  tmdbId: number | null;
  state: string;
  completeness: number;
}

let world: World;
let fakes: AllFakes;
let work: string;
let folders: { films: string; series: string };
const before: Record<string, string | undefined> = {};

test.beforeAll(async () => {
  world = createWorld(4, { maxPixels: 2_100_000 });
  fakes = await startAllFakes(world, { isUnlimited: true });
  // The command line takes its providers from the environment.
  for (const [name, value] of Object.entries(fakes.environment)) {
    before[name] = process.env[name];
    process.env[name] = value;
  }
  work = await mkdtemp(path.join(tmpdir(), 'metarr-enrich-all-'));
  folders = await writeWorldLibrary(world, path.join(work, 'library'));
});

test.afterAll(async () => {
  for (const name of Object.keys(fakes.environment)) {
    const value = before[name];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the environment as it was
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await fakes.close();
  await rm(work, { recursive: true, force: true });
});

test('from the command line, 300 films and 20 shows without NFO are identified and enriched', async () => {
  test.setTimeout(15 * 60_000);
  const data = path.join(work, 'data');
  await runCli(data, 'scan', folders.films, '--no-probe');
  await runCli(data, 'scan', folders.series, '--type', 'tvshows', '--no-probe');
  const [summary] = await runCli(data, 'enrich', '--all');
  expect(summary).toMatchObject({ enriched: { failed: 0, incomplete: 0 } });
  await expectRight(data);
});

test('from the window, the same', async () => {
  test.setTimeout(15 * 60_000);
  const app = await startHeadless();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(app.loginUrl);
    await addFolder(page, folders.films, 'Films');
    await addFolder(page, folders.series, 'Series');
    const { films, series } = world.library;
    for (const found of [`Films ${String(films.length)}`, `Series ${String(series.length)}`]) {
      await expect(page.getByRole('link', { name: found, exact: true })).toBeVisible({ timeout: 120_000 });
    }
    await page.getByRole('link', { name: /^Inbox/ }).click();
    await page.getByRole('button', { name: 'Identify all' }).click();
    await expect(page.getByText(/^Searched\. \d+ titles wait for you\./)).toBeVisible({ timeout: 300_000 });
    for (const name of ['films', 'series']) {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
      await page.keyboard.type(`Refresh metadata of ${name}`);
      await expect(page.getByRole('option', { name: `Refresh metadata of ${name}` })).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByText(`${name} is up to date.`)).toBeVisible({ timeout: 600_000 });
    }
  } finally {
    await browser.close();
    expect(await app.stop()).toBe(0);
  }
  await expectRight(app.dataDir);
});

async function addFolder(page: Page, folder: string, type: string): Promise<void> {
  await page.getByRole('link', { name: /^Home/ }).click();
  await page
    .getByRole('button', { name: /^Add (a )?folder$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Path' }).fill(folder);
  await dialog.getByRole('radio', { name: type }).click();
  await dialog.getByRole('button', { name: 'Add this folder' }).click();
  await expect(dialog).toHaveCount(0);
}

/** What is certain has its right id and all its metadata, and what cannot be told apart waits. */
async function expectRight(data: string): Promise<void> {
  const rows = (await runCli(data, 'items')) as Row[];
  expect(rows).toHaveLength(world.library.films.length);
  const found = new Map(rows.map((row) => [path.basename(row.directoryPath), row]));
  const wrong: string[] = [];
  for (const film of world.library.films) {
    const row = found.get(path.basename(film.folder));
    const tmdbId = row?.tmdbId ?? null;
    const isWaiting = row?.state === 'needs_identification' || tmdbId === null;
    const isRight =
      film.expect === 'inbox'
        ? row?.state === 'needs_identification'
        : tmdbId === film.right || (film.expect === 'match-or-inbox' && isWaiting);
    if (!isRight) wrong.push(`${film.case}: ${film.folder} became ${String(tmdbId)}, not ${String(film.right)}`);
  }
  expect(wrong).toEqual([]);

  const enriched = rows.filter((row) => row.state !== 'needs_identification');
  expect(enriched.length).toBeGreaterThan(270);
  // Nobody knows a certification of these in the countries that are asked for.
  const uncertified = world.films.filter(
    (film) =>
      !film.releases.some(({ country, certification }) => ['US', 'GB'].includes(country) && certification !== ''),
  );
  const incomplete = enriched.filter((row) => row.completeness < 100).map((row) => row.tmdbId);
  const excused = uncertified.map((film) => film.tmdbId);
  expect(incomplete.filter((id) => id === null || !excused.includes(id))).toEqual([]);

  const shows = (await runCli(data, 'items', '--type', 'series')) as Row[];
  const right = new Map(world.library.series.map((show) => [path.basename(show.folder), show]));
  expect(shows).toHaveLength(right.size);
  for (const row of shows) {
    const show = right.get(path.basename(row.directoryPath));
    if (show?.expect === 'match') expect(row.tmdbId, row.title).toBe(show.right);
  }
  const [health] = await runCli(data, 'doctor');
  expect(health).toMatchObject({ isHealthy: true });
}
