import { expect, type Locator, test } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Output } from '../contract/contract.ts';
import type { ItemRef } from '../contract/primitives.ts';
import { callCore } from './call-core.ts';
import { makeImage, makeLibrary, snapshot } from './fixtures/film-folder.ts';
import { launchApp, type LaunchedApp } from './launch.ts';
import { rescan } from './rescan.ts';
import { dropPaths } from './standin/drop-paths.ts';

const FILMS = [
  { title: 'Amber Coast', year: 2001, nfo: '  <genre>Drama</genre>\n' },
  { title: 'Brass Lantern', year: 2002 },
  { title: 'Copper Sky', year: 2003, nfo: null, hasPoster: false },
];

test('a dropped folder becomes films that are edited, locked, published and put back', async () => {
  test.setTimeout(120_000);
  const library = await realpath(await makeLibrary(FILMS));
  const folder = path.join(library, 'Amber Coast (2001)');
  const nfo = path.join(folder, 'Amber Coast (2001).nfo');
  let launched = await launchApp();
  let { page } = launched;
  try {
    await test.step('drop the folder', async () => {
      await expect(page.getByText('Drop a folder of films here')).toBeVisible();
      await dropPaths(page, 'main', [library]);
      await openFilms(launched);
      await expect(page.getByRole('option')).toHaveCount(3);
    });
    const original = await snapshot(library);

    await test.step('open the film and edit its title', async () => {
      await page.getByRole('option', { name: 'Amber Coast (2001)' }).dblclick();
      await page.getByRole('button', { name: 'Edit Title', exact: true }).click();
      await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Amber Coast, My Cut');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Unlock Title', exact: true })).toBeVisible();
    });

    await test.step('a changed NFO does not change it back', async () => {
      writeFileSync(nfo, readFileSync(nfo, 'utf8').replace('<title>Amber Coast<', '<title>Somebody Else Says<'));
      await rescan(launched, library);
      await expect(page.getByRole('option', { name: 'Amber Coast, My Cut (2001)' })).toBeVisible();
      await expect(page.getByRole('option', { name: 'Somebody Else Says (2001)' })).toHaveCount(0);
    });
    const edited = await snapshot(library);

    const shown = await test.step('see what publishing would write', async () => {
      await page.getByRole('option', { name: 'Amber Coast, My Cut (2001)' }).dblclick();
      await page.getByRole('button', { name: 'Publish…' }).first().click();
      const sheet = page.getByRole('dialog');
      await expect(sheet.getByRole('region', { name: 'NFO' }).first()).toBeVisible();
      expect(await snapshot(library)).toEqual(edited);
      const id = await filmId(launched, 'Amber Coast, My Cut');
      return callCore(launched, 'publish.preview', { item: { type: 'movie', id } });
    });

    await test.step('publish: the file is byte for byte the preview', async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
      await expect.poll(() => readFileSync(nfo, 'utf8')).toBe(shown.nfoText);
      expect(shown.nfoText).toContain('<title>Amber Coast, My Cut</title>');
      expect(shown.nfoText).toContain("<somebodyelses attribute='x'><deep>value</deep></somebodyelses>");
      expect(shown.nfoText).toContain('<!-- kept as it is -->');
    });

    await test.step('undo puts back the very bytes', async () => {
      await undoToast(launched, 'Published Amber Coast').click();
      await expect.poll(async () => hashes(await snapshot(library))).toEqual(hashes(edited));
    });

    await test.step('publish again, and again: the second writes nothing', async () => {
      const id = await filmId(launched, 'Amber Coast, My Cut');
      await publish(launched, id);
      const published = await snapshot(library);
      const again = await publish(launched, id);
      expect(again.isUnchanged).toBe(true);
      expect(await snapshot(library)).toEqual(published);
    });

    await test.step('a restart keeps the edit and its lock', async () => {
      await launched.app.close();
      launched = await launchApp({ dataDir: launched.dataDir });
      page = launched.page;
      await openFilms(launched);
      await page.getByRole('option', { name: 'Amber Coast, My Cut (2001)' }).dblclick();
      await expect(page.getByRole('button', { name: 'Unlock Title', exact: true })).toBeVisible();
    });

    await test.step('a dropped image replaces the poster', async () => {
      const image = path.join(library, '..', `own-poster-${String(process.pid)}.jpg`);
      writeFileSync(image, await makeImage(77, 800, 1200));
      await page.getByRole('tab', { name: /Artwork/ }).click();
      await dropPaths(page, '[data-artwork-drop="poster"] >> nth=0', [image]);
      await expect(page.getByRole('button', { name: 'Unlock Poster', exact: true })).toBeVisible();
      const id = await filmId(launched, 'Amber Coast, My Cut');
      await publish(launched, id);
      expect(readFileSync(path.join(folder, 'poster.jpg'))).toEqual(readFileSync(image));
    });

    await test.step('to the trash and back', async () => {
      await page.getByRole('option', { name: 'Copper Sky (2003)' }).click();
      await page.keyboard.press('Delete');
      await expect(page.getByRole('option', { name: 'Copper Sky (2003)' })).toHaveCount(0);
      await undoToast(launched, 'to the trash').click();
      await expect(page.getByRole('option', { name: 'Copper Sky (2003)' })).toBeVisible();
      expect(Object.keys(await snapshot(library))).toEqual(expect.arrayContaining(Object.keys(original)));
    });
  } finally {
    await launched.app.close().catch(() => undefined);
  }
});

function hashes(files: Record<string, { hash: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, { hash }]) => [name, hash]));
}

/** The Undo of the message that says this. */
function undoToast({ page }: LaunchedApp, text: string): Locator {
  return page.getByRole('status').filter({ hasText: text }).getByRole('button', { name: 'Undo', exact: true });
}

async function openFilms({ page }: LaunchedApp): Promise<void> {
  await page.getByRole('link', { name: /^Films/ }).click();
}

async function filmId(launched: LaunchedApp, title: string): Promise<number> {
  const { rows } = await callCore(launched, 'movies.page', { filter: { search: title } });
  const row = rows.find((entry) => entry.title === title);
  if (row === undefined) throw new Error(`${title} is not in the list.`);
  return row.id;
}

async function publish(launched: LaunchedApp, id: number): Promise<Output<'publish.apply'>> {
  const item: ItemRef = { type: 'movie', id };
  const { planHash } = await callCore(launched, 'publish.preview', { item });
  return callCore(launched, 'publish.apply', { item, planHash });
}
