import { expect, type Locator, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Output } from '../contract/contract.ts';
import type { ItemRef } from '../contract/primitives.ts';
import { ArtworkPicker } from './artwork-picker.ts';
import { callCore } from './call-core.ts';
import { type AllFakes, startAllFakes } from './fakes/all-fakes.ts';
import { createWorld } from './fakes/world.ts';
import { writeWorldLibrary } from './fixtures/world-library.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

const CLIP = fileURLToPath(new URL('../main/media/__fixtures__/dolby-vision.mp4', import.meta.url));

let fakes: AllFakes;
let launched: LaunchedApp;
let picker: ArtworkPicker;
let film: ItemRef;
let folder: string;
/** While this file is there, the video is private. */
let isPrivate: string;

test.describe.configure({ mode: 'serial' });
test.skip(process.platform === 'win32', 'what stands for yt-dlp is a script');

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const whole = createWorld();
  const onDisk = whole.library.films.find(
    ({ case: kind, right }) => kind === 'plain' && (whole.filmById.get(right ?? 0)?.trailers.length ?? 0) > 1,
  );
  if (onDisk === undefined) throw new Error('The world has no film with two trailers.');
  const world = { ...whole, library: { films: [onDisk], series: [] } };
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'metarr-trailers-')));
  isPrivate = path.join(root, 'private');
  const { films } = await writeWorldLibrary(world, root);
  fakes = await startAllFakes(world, { isUnlimited: true });
  const bin = await writeYtDlp(root);
  const env = { ...fakes.environment, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };
  launched = await launchApp({ args: [films], env });
  picker = new ArtworkPicker(launched.page);
  await expect.poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 }).toBe(1);
  const [row] = (await callCore(launched, 'movies.page', {})).rows;
  film = { type: 'movie', id: row?.id ?? 0 };
  await callCore(launched, 'identify.settle', {
    item: { type: 'movie', id: film.id },
    identity: { tmdbId: onDisk.right ?? 0 },
  });
  await expect.poll(async () => (await trailers()).length, { timeout: 60_000 }).toBeGreaterThan(1);
  await expect
    .poll(async () => (await callCore(launched, 'jobs.list', { finishedLimit: 0 })).length, { timeout: 60_000 })
    .toBe(0);
  const detail = await callCore(launched, 'items.get', { item: film });
  const [published] = (await readdir(films)).map((name) => path.join(films, name));
  folder = published ?? '';
  await launched.page.getByRole('link', { name: /^Films/ }).click();
  await launched.page.getByRole('option', { name: detail.displayTitle }).dblclick();
  await picker.open('Poster');
  await picker.dialog.getByRole('tab', { name: 'Trailers', exact: true }).click();
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
  await fakes.close();
});

test('another trailer is chosen, and that is undone', async () => {
  const before = await trailers();
  const other = before.find(({ isSelected }) => !isSelected);
  const name = other?.name ?? '';
  await rowOf(name)
    .getByRole('button', { name: `Choose ${name}` })
    .click();
  await expect(rowOf(name).getByText('Chosen', { exact: true })).toBeVisible();
  await picker.toast(`${name} chosen.`).getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(name).getByRole('button', { name: `Choose ${name}` })).toBeVisible();
  expect((await trailers()).map(({ isSelected }) => isSelected)).toEqual(before.map(({ isSelected }) => isSelected));
});

test('a video that is not to be had says why, is fetched later, and is published beside the film', async () => {
  const [first] = await trailers();
  const name = first?.name ?? '';
  await writeFile(isPrivate, '');
  await rowOf(name)
    .getByRole('button', { name: `Download ${name}` })
    .click();
  await expect(rowOf(name).getByText('yt-dlp could not get it: Private video.')).toBeVisible();
  expect((await trailers())[0]).toMatchObject({ isDownloaded: false });

  await test.step('once it is public', async () => {
    await writeFile(path.join(path.dirname(isPrivate), 'public'), '');
    await rowOf(name)
      .getByRole('button', { name: `Download ${name}` })
      .click();
    await expect(rowOf(name).getByText('Here', { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(rowOf(name).getByText('Private video')).toHaveCount(0);
    if (!(await rowOf(name).getByText('Chosen', { exact: true }).isVisible())) {
      await rowOf(name)
        .getByRole('button', { name: `Choose ${name}` })
        .click();
      await expect(rowOf(name).getByText('Chosen', { exact: true })).toBeVisible();
    }
  });

  await picker.close();
  const { page } = launched;
  await page.getByRole('button', { name: 'Publish…' }).first().click();
  const sheet = page.getByRole('dialog', { name: /^Publish/ });
  await expect(sheet.getByText(/-trailer\.mp4/).first()).toBeVisible();
  await sheet.getByRole('button', { name: 'Publish', exact: true }).click();
  const toast = page.getByRole('status').filter({ hasText: /Published .+ files written/ });
  await expect(toast).toBeVisible();
  const file = path.join(folder, (await readdir(folder)).find((entry) => entry.endsWith('-trailer.mp4')) ?? '');
  expect(sha(file)).toBe(sha(CLIP));
  await toast.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => existsSync(file)).toBe(false);
});

/** What stands for yt-dlp: takes its arguments, and answers with a clip or with why there is none. */
async function writeYtDlp(root: string): Promise<string> {
  const bin = path.join(root, 'bin');
  await mkdir(bin);
  const program = path.join(bin, 'yt-dlp');
  await writeFile(
    program,
    `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
if (fs.existsSync(${JSON.stringify(isPrivate)}) && !fs.existsSync(${JSON.stringify(path.join(root, 'public'))})) {
  console.error('ERROR: Private video');
  process.exit(1);
}
console.log('metarr  50.0%');
fs.copyFileSync(${JSON.stringify(CLIP)}, args[args.indexOf('--output') + 1].replace('%(ext)s', 'mp4'));
`,
  );
  await chmod(program, 0o755);
  return bin;
}

function rowOf(name: string): Locator {
  return picker.dialog
    .getByRole('region', { name: 'Trailers' })
    .getByRole('listitem')
    .filter({ has: launched.page.getByText(name, { exact: true }) });
}

async function trailers(): Promise<Output<'trailers.list'>> {
  return callCore(launched, 'trailers.list', { item: film });
}

function sha(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
