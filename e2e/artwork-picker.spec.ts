import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Output } from '../contract/contract.ts';
import type { ImageType, ItemRef } from '../contract/primitives.ts';
import { ArtworkPicker } from './artwork-picker.ts';
import { callCore } from './call-core.ts';
import { type AllFakes, startAllFakes } from './fakes/all-fakes.ts';
import { createWorld } from './fakes/world.ts';
import { makeImage } from './fixtures/film-folder.ts';
import { writeWorldLibrary } from './fixtures/world-library.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

const POSTER_RATIO = 2 / 3;
const isGerman = ({ language }: { language: string | null }): boolean => language === 'de';

let fakes: AllFakes;
let launched: LaunchedApp;
let picker: ArtworkPicker;
let film: ItemRef;
let title: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const whole = createWorld();
  const onDisk = whole.library.films.find(({ case: kind, right }) => {
    const images = whole.filmById.get(right ?? 0)?.images ?? [];
    const posters = images.filter((image) => image.kind === 'poster');
    const fanarts = images.filter((image) => image.kind === 'backdrop');
    return kind === 'plain' && posters.length > 4 && fanarts.length > 3 && posters.some(isGerman);
  });
  if (onDisk === undefined) throw new Error('The world has no film with enough posters.');
  const world = { ...whole, library: { films: [onDisk], series: [] } };
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'metarr-world-')));
  const { films } = await writeWorldLibrary(world, folder);
  fakes = await startAllFakes(world, { isUnlimited: true });
  launched = await launchApp({ args: [films], env: fakes.environment });
  picker = new ArtworkPicker(launched.page);
  await expect.poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 }).toBe(1);
  const [row] = (await callCore(launched, 'movies.page', {})).rows;
  film = { type: 'movie', id: row?.id ?? 0 };
  await callCore(launched, 'mergeRules.set', { imageLanguages: ['en', 'de'] });
  await callCore(launched, 'identify.settle', {
    item: { type: 'movie', id: film.id },
    identity: { tmdbId: onDisk.right ?? 0 },
  });
  await expect.poll(async () => (await candidates('poster')).length, { timeout: 60_000 }).toBeGreaterThan(2);
  await expect
    .poll(async () => (await callCore(launched, 'jobs.list', { finishedLimit: 0 })).length, { timeout: 60_000 })
    .toBe(0);
  const detail = await callCore(launched, 'items.get', { item: film });
  title = detail.displayTitle;
  const { page } = launched;
  await page.getByRole('link', { name: /^Films/ }).click();
  await page.getByRole('option', { name: title }).dblclick();
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
  await fakes.close();
});

test('a poster is chosen by keyboard, says why it ranked, and is undone', async () => {
  const { page } = launched;
  await picker.open('Poster');
  await expect(picker.images('Poster')).toBeFocused();
  await page.keyboard.press('Home');
  const ranked = await candidates('poster');
  const best = await picker.active('Poster');
  expect(best.id).toBe(ranked[0]?.id);
  await expect(picker.panel.getByText('Why it ranked here')).toBeVisible();
  for (const part of ranked[0]?.parts ?? []) await expect(picker.panel.getByText(part.note)).toBeVisible();

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const wanted = await picker.active('Poster');
  expect(wanted.id).toBe(ranked[2]?.id);
  const before = await selected('poster');
  await page.keyboard.press('Enter');
  await expect(picker.toast('Poster chosen.')).toBeVisible({ timeout: 20_000 });
  expect(await selected('poster')).toEqual([wanted.id]);
  expect((await callCore(launched, 'items.get', { item: film })).artworkLocks.poster?.isLocked).toBe(true);

  await page.keyboard.press('u');
  await expect.poll(() => selected('poster')).toEqual(before);
  await picker.close();
});

test('filters leave what fits, and say when nothing does', async () => {
  await picker.open('Poster');
  const all = await candidates('poster');
  const german = all.filter(isGerman);
  expect(german.length).toBeGreaterThan(0);
  await picker.dialog.getByRole('combobox', { name: 'Language' }).selectOption('German');
  await expect(picker.options('Poster')).toHaveCount(german.length);
  await picker.dialog.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(picker.dialog.getByText(`${String(all.length)} images`)).toBeVisible();
  await picker.close();
});

test('a rejected image is never proposed until that is taken back', async () => {
  const { page } = launched;
  await picker.open('Poster');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const unwanted = await picker.active('Poster');
  await page.keyboard.press('x');
  await expect(picker.toast('Rejected; it will not be proposed')).toBeVisible();
  await expect.poll(() => exclusion(unwanted.id)).toBe('rejected');
  expect((await picker.active('Poster')).id).not.toBe(unwanted.id);

  await picker.dialog.getByRole('button', { name: 'Rejected (1)' }).click();
  await picker.dialog.getByRole('button', { name: 'Take back' }).click();
  await expect(picker.dialog.getByText('Nothing is rejected here.')).toBeVisible();
  expect(await exclusion(unwanted.id)).toBeNull();
  await page.keyboard.press('Escape');
  await expect(picker.images('Poster')).toBeFocused();
  await picker.close();
});

test('an image is looked at in full size before it is downloaded', async () => {
  const { page } = launched;
  await picker.open('Poster');
  await page.keyboard.press('End');
  await page.keyboard.press('f');
  const full = picker.dialog.getByRole('region', { name: /in full size$/ });
  await expect(full).toBeVisible();
  await expect
    .poll(() =>
      full
        .locator('img')
        .last()
        .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    )
    .toBeGreaterThan(300);
  await page.keyboard.press('Escape');
  await expect(picker.images('Poster')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(picker.dialog).toHaveCount(0);
});

test('several fanarts are marked and chosen in their order', async () => {
  const { page } = launched;
  await picker.open('Poster');
  await picker.show('Fanart');
  await page.keyboard.press('ArrowDown');
  await expect(picker.images('Fanart')).toBeFocused();
  for (const id of await selected('fanart')) {
    await moveTo('Fanart', id);
    await page.keyboard.press('Space');
  }
  const able = (await candidates('fanart')).filter(({ excluded }) => excluded === null);
  const wanted = [able[1]?.id ?? 0, able[0]?.id ?? 0];
  for (const id of wanted) {
    await moveTo('Fanart', id);
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Enter');
  await expect(picker.toast('Fanart: 2 images chosen.')).toBeVisible({ timeout: 20_000 });
  expect(await selected('fanart')).toEqual(wanted);
  await picker.close();
});

test('an own image is cut to the shape of the type by keyboard', async () => {
  const { page } = launched;
  await picker.open('Poster');
  const image = { name: 'own.jpg', mimeType: 'image/jpeg', buffer: await makeImage(5, 1600, 1200) };
  await picker.dialog.locator('[data-picker-file]').setInputFiles(image);
  const frame = picker.dialog.getByRole('group', { name: /^Part that stays/ });
  await expect(frame).toBeFocused();
  await expect(frame).toHaveAttribute('aria-label', /800 × 1200 pixels, 400 from the left/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Minus');
  await expect(frame).not.toHaveAttribute('aria-label', /800 × 1200/);
  await page.keyboard.press('Enter');
  await expect(picker.toast('Poster cropped and chosen.')).toBeVisible({ timeout: 20_000 });
  const detail = await callCore(launched, 'items.get', { item: film });
  const poster = detail.artwork.find((artwork) => artwork.type === 'poster' && artwork.isSelected);
  expect((poster?.width ?? 0) / (poster?.height ?? 1)).toBeCloseTo(POSTER_RATIO, 2);
  await picker.close();
});

test('own images come from an address, by paste and by drop', async () => {
  const { page } = launched;
  const images = { '/fits.jpg': await makeImage(7, 1000, 1500), '/second.jpg': await makeImage(8, 1000, 1500) };
  const server = createServer((request, response) => {
    const image = images[request.url as keyof typeof images] as Buffer | undefined;
    if (image !== undefined) response.setHeader('content-type', 'image/jpeg').end(image);
    else if (request.url === '/page') response.setHeader('content-type', 'text/html').end('<p>No image</p>');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const isChosen = async (bytes: Buffer): Promise<boolean> => {
    const { artwork } = await callCore(launched, 'items.get', { item: film });
    const hash = createHash('sha256').update(bytes).digest('hex');
    return artwork.some((one) => one.type === 'poster' && one.isSelected && one.hash === hash);
  };
  try {
    await picker.open('Poster');
    // A page that is no image is refused in words, and what was chosen stays.
    await give('paste', `${address}/page`);
    const field = picker.dialog.getByRole('textbox', { name: 'Address of the image' });
    await expect(field).toHaveValue(`${address}/page`);
    await expect(field).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(field).toHaveAccessibleDescription(/.+/, { timeout: 20_000 });
    await field.fill(`${address}/gone.jpg`);
    await page.keyboard.press('Enter');
    await expect(field).toHaveAccessibleDescription(/.+/, { timeout: 20_000 });
    await field.fill(`${address}/fits.jpg`);
    await page.keyboard.press('Enter');
    await expect(picker.toast('Poster added and chosen.')).toBeVisible({ timeout: 20_000 });
    await expect.poll(() => isChosen(images['/fits.jpg'])).toBe(true);

    const pasted = await makeImage(9, 1000, 1500);
    await give('paste', pasted);
    await expect.poll(() => isChosen(pasted), { timeout: 20_000 }).toBe(true);
    const dropped = await makeImage(10, 1000, 1500);
    await give('drop', dropped);
    await expect.poll(() => isChosen(dropped), { timeout: 20_000 }).toBe(true);
    await picker.close();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('settings show what would win before they are saved', async () => {
  const { page } = launched;
  await page.getByRole('link', { name: /^Settings/ }).click();
  await page.getByRole('navigation', { name: 'Settings of' }).getByRole('link', { name: 'Artwork' }).click();
  const preview = page.getByRole('region', { name: 'What would win' });
  await expect(preview.getByRole('list', { name: 'Wins' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'More: At most' }).click();
  await expect(preview.getByRole('list', { name: 'Wins' }).getByRole('listitem')).toHaveCount(2);
  const [library] = await callCore(launched, 'libraries.list', {});
  const stored = async (): Promise<number | undefined> => {
    const configs = await callCore(launched, 'selectionConfig.list', { libraryId: library?.id ?? 0 });
    return configs.find(({ type }) => type === 'poster')?.maxCount;
  };
  expect(await stored()).toBe(1);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(stored).toBe(2);

  // Back to what was delivered, and back to one's own.
  await page.getByRole('button', { name: 'As delivered again' }).click();
  await expect.poll(stored).toBe(1);
  await expect(preview.getByRole('list', { name: 'Wins' }).getByRole('listitem')).toHaveCount(1);
  await picker.toast('is chosen as delivered again').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(stored).toBe(2);
  await expect(page.getByRole('button', { name: 'As delivered again' })).toBeVisible();
});

/** As another program gives something: by the clipboard, or dragged over the images and let go. */
async function give(how: 'paste' | 'drop', what: string | Buffer): Promise<void> {
  const put =
    typeof what === 'string'
      ? `transfer.setData('text/plain', ${JSON.stringify(what)})`
      : `transfer.items.add(new File(
          [Uint8Array.from(atob('${what.toString('base64')}'), (char) => char.charCodeAt(0))],
          'own.jpg', { type: 'image/jpeg' }))`;
  const events =
    how === 'paste'
      ? `new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true })`
      : `...['dragenter', 'dragover', 'drop'].map(
          (type) => new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))`;
  await launched.page.evaluate(`(() => {
    const transfer = new DataTransfer();
    ${put};
    const target = document.querySelector('[data-artwork-drop]');
    for (const event of [${events}]) target.dispatchEvent(event);
  })()`);
}

async function candidates(type: ImageType): Promise<Output<'artwork.candidates'>['candidates']> {
  return (await callCore(launched, 'artwork.candidates', { item: film, type })).candidates;
}

/** Ids of what is selected, best first. */
async function selected(type: ImageType): Promise<number[]> {
  return (await candidates(type))
    .filter(({ isSelected }) => isSelected)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ id }) => id);
}

async function exclusion(id: number): Promise<string | null> {
  return (await candidates('poster')).find((candidate) => candidate.id === id)?.excluded?.reason ?? null;
}

async function moveTo(type: string, id: number): Promise<void> {
  await launched.page.keyboard.press('Home');
  for (let steps = 0; (await picker.active(type)).id !== id; steps += 1) {
    if (steps > 100) throw new Error(`The image ${String(id)} cannot be stepped to.`);
    await launched.page.keyboard.press('ArrowRight');
  }
}
