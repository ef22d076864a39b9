import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, test } from '@playwright/test';
import { realpathSync } from 'node:fs';
import { callCore } from './call-core.ts';
import { makeLibrary, snapshot } from './fixtures/film-folder.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

let launched: LaunchedApp;
let films: string;

test.describe.configure({ mode: 'serial' });

const block = (name: string): Locator => launched.page.getByRole('region', { name, exact: true });
const titles = async (isDeleted = false): Promise<string[]> =>
  (await callCore(launched, 'movies.page', { filter: { isDeleted } })).rows.map(({ title }) => title).sort();

test.beforeAll(async () => {
  films = realpathSync(
    await makeLibrary([
      { title: 'The Long Quay', year: 1979 },
      { title: 'Harbour', year: 2001 },
      { title: 'Low Tide', year: 2004 },
    ]),
  );
  launched = await launchApp({ args: [films], env: { METARR_CHECK_OUTPUTS: '1' } });
  await expect.poll(async () => (await titles()).length, { timeout: 60_000 }).toBe(3);
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
});

test('a backup is made with the keyboard, and brings everything back behind the same window', async () => {
  const { page } = launched;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Maintenance', exact: true }).focus();
  await page.keyboard.press('Enter');
  const backups = block('Backups');
  await expect(backups.getByText('No backups yet')).toBeVisible();
  await backups.getByRole('button', { name: 'Back up now' }).focus();
  await page.keyboard.press('Enter');
  const row = backups.getByRole('row', { name: /^By hand/ });
  await expect(row.getByText('3 films, 0 shows, 0 episodes')).toBeVisible({ timeout: 30_000 });

  const { rows } = await callCore(launched, 'movies.page', {});
  for (const { id } of rows) {
    await callCore(launched, 'items.setField', { item: { type: 'movie', id }, field: 'title', value: 'Spoilt' });
  }
  expect(await titles()).toEqual(['Spoilt', 'Spoilt', 'Spoilt']);
  await row.getByRole('button', { name: /^Restore the backup of/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^The backup was restored\./)).toBeVisible({ timeout: 30_000 });
  expect(await titles()).toEqual(['Harbour', 'Low Tide', 'The Long Quay']);

  // What was there is kept, and one key away.
  await page.getByRole('button', { name: 'Go back' }).click();
  await expect.poll(titles, { timeout: 30_000 }).toEqual(['Spoilt', 'Spoilt', 'Spoilt']);
  const kept = block('Backups').getByRole('row', { name: /^Was replaced/ });
  await expect(kept).toHaveCount(2);
  await block('Backups')
    .getByRole('row', { name: /^By hand/ })
    .getByRole('button', { name: /^Restore/ })
    .click();
  await expect.poll(titles, { timeout: 30_000 }).toEqual(['Harbour', 'Low Tide', 'The Long Quay']);
});

test('a backup is deleted only after it was named', async () => {
  const { page } = launched;
  const kept = block('Backups').getByRole('row', { name: /^Was replaced/ });
  await expect(kept).toHaveCount(3);
  await kept
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Delete this backup?' });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(kept).toHaveCount(3);
  await kept
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(kept).toHaveCount(2);
});

test('what runs by the clock is shown, set and run now', async () => {
  const { page } = launched;
  const tidy = block('By the clock').getByRole('listitem', { name: 'Tidy up people, genres, tags and sets' });
  await expect(tidy.getByText('Has not run yet')).toBeVisible();
  await tidy.getByRole('button', { name: /^Run now/ }).focus();
  await page.keyboard.press('Enter');
  await expect(tidy.getByText('Everything is in use')).toBeVisible({ timeout: 30_000 });
  await tidy.getByRole('combobox').selectOption('Every 7 days');
  await expect
    .poll(async () => (await callCore(launched, 'schedules.list', {})).find(({ name }) => name === 'tidy'))
    .toMatchObject({ intervalMinutes: 10_080, lastJob: { status: 'completed' } });
  await tidy.getByRole('combobox').selectOption('Only when asked');
  await expect(tidy.getByText(/next/)).toBeHidden();
  await expect(block('Cache').getByText(/^3 files/)).toBeVisible();
});

test('axe finds nothing on the page, in light and in dark', judge);

test('the trash is emptied by hand after it has named what goes, and library files stay', async () => {
  const { page } = launched;
  const before = await snapshot(films);
  const { rows } = await callCore(launched, 'movies.page', {});
  const ids = rows.filter(({ title }) => title !== 'Harbour').map(({ id }) => id);
  await callCore(launched, 'movies.remove', { ids });
  await page.getByRole('link', { name: /^Trash/ }).click();
  await page.getByRole('checkbox', { name: 'Select Low Tide (2004)' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Delete for good…' }).focus();
  await page.keyboard.press('Enter');
  const one = page.getByRole('dialog', { name: 'Delete 1 title for good?' });
  await expect(one.getByText('1 film', { exact: true })).toBeVisible();
  await expect(one.getByRole('listitem')).toHaveText(['Low Tide']);
  await one.getByRole('button', { name: 'Delete for good' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Deleted 1 title for good.')).toBeVisible({ timeout: 30_000 });
  expect(await titles(true)).toEqual(['The Long Quay']);

  await page.getByRole('button', { name: 'Empty the trash…' }).click();
  const all = page.getByRole('dialog', { name: 'Delete 1 title for good?' });
  await expect(all.getByText(/will be unused; the cache keeps them for another 90 days/)).toBeVisible();
  await judge();
  await all.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible({ timeout: 30_000 });
  expect(await titles()).toEqual(['Harbour']);
  expect(await snapshot(films)).toEqual(before);
});

async function judge(): Promise<void> {
  const { page } = launched;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
      .analyze();
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}
