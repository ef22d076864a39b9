import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callCore } from './call-core.ts';
import { launchApp, type LaunchedApp } from './launch.ts';

const FILMS = 16;

let launched: LaunchedApp;
let films: string;
let before: Record<string, string>;

test.describe.configure({ mode: 'serial' });

function files(): Record<string, string> {
  const names = readdirSync(films, { recursive: true, encoding: 'utf8' }).sort();
  const found = names.filter((name) => statSync(path.join(films, name)).isFile());
  const hash = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(path.join(films, name)))
      .digest('hex');
  return Object.fromEntries(found.map((name) => [name, hash(name)]));
}

const nameOf = (number: number): string => `Film ${String(number).padStart(2, '0')} (1979)`;

async function openPublications(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('radio', { name: 'Publications' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Publications' })).toBeVisible();
}

/** Opens the newest run's report by the keyboard. */
async function openReport(page: Page, label: string): Promise<ReturnType<Page['getByRole']>> {
  await openPublications(page);
  await page
    .getByRole('button', { name: `Report: ${label}` })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const report = page.getByRole('dialog', { name: label });
  await expect(report).toBeVisible();
  return report;
}

async function press(button: ReturnType<Page['getByRole']>): Promise<void> {
  await expect(button).toBeEnabled();
  await button.focus();
  await button.page().keyboard.press('Enter');
}

test.beforeAll(async () => {
  films = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'metarr-runs-'))), 'Films');
  for (let number = 1; number <= FILMS; number++) {
    const folder = path.join(films, nameOf(number));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${nameOf(number)}.mkv`), 'no video');
    writeFileSync(
      path.join(folder, `${nameOf(number)}.nfo`),
      `<?xml version="1.0"?>\n<movie>\n  <title>${nameOf(number).slice(0, 7)}</title>\n  <mine>kept</mine>\n</movie>\n`,
    );
  }
  before = files();
  // A slow disk: there is time to see a run work, and to pause it.
  const faults = { roots: [films], seed: 1, failEvery: 0, errnos: [], vanishAt: 0, slowMs: 25 };
  launched = await launchApp({ args: [films], env: { METARR_TORTURE_FAULTS: JSON.stringify(faults) } });
  await expect
    .poll(async () => (await callCore(launched, 'movies.page', {})).rows.length, { timeout: 60_000 })
    .toBe(FILMS);
});

test.afterAll(async () => {
  await launched.app.close().catch(() => undefined);
});

test('a selection is published as a run that shows how far it is, pauses, goes on and reports', async () => {
  const { page } = launched;
  await page.getByRole('link', { name: /^Films/ }).click();
  await page.getByRole('option', { name: /Film 01/ }).click();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(`${FILMS} selected`)).toBeVisible();
  await page.keyboard.press('p');
  const sheet = page.getByRole('dialog', { name: `Publish ${FILMS} titles` });
  await press(sheet.getByRole('button', { name: /^Publish/ }));
  await expect(sheet).toBeHidden();

  const label = `Publish ${FILMS} films`;
  const report = await openReport(page, label);
  await press(report.getByRole('button', { name: 'Pause' }));
  await expect(report.getByText('Paused', { exact: true })).toBeVisible();
  await expect(report.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(report.getByRole('progressbar')).toBeVisible();
  const paused = (await callCore(launched, 'publish.runs', {})).runs[0];
  expect(paused?.state).toBe('paused');
  expect(paused?.counts.written).toBeLessThan(FILMS);

  // The list of jobs says the same.
  await page.keyboard.press('Escape');
  await expect(report).toBeHidden();
  await press(page.getByRole('button', { name: /^Open jobs/ }));
  const jobs = page.getByRole('dialog', { name: 'Jobs' });
  const job = jobs.getByRole('listitem').filter({ hasText: label });
  await expect(job).toContainText('Paused');
  await press(job.getByRole('button', { name: `Resume ${label}` }));
  await expect(job.getByRole('button', { name: `Pause ${label}` })).toBeVisible();
  await page.keyboard.press('Escape');

  const again = await openReport(page, label);
  await expect(again.getByText(`${FILMS} published`, { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(again.getByText('Done', { exact: true })).toBeVisible();
  await expect(again.getByRole('link')).toHaveCount(FILMS);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(files()).not.toEqual(before);
});

test('the whole run is undone, with a report of its own', async () => {
  const { page } = launched;
  const report = page.getByRole('dialog', { name: `Publish ${FILMS} films` });
  await press(report.getByRole('button', { name: 'Undo all' }));
  const question = page.getByRole('dialog', { name: 'Undo this publication?' });
  await expect(question).toContainText(`${FILMS} titles go back`);
  await press(question.getByRole('button', { name: `Undo ${FILMS} titles` }));
  const undo = page.getByRole('dialog', { name: `Undo: Publish ${FILMS} films` });
  await expect(undo.getByText(`${FILMS} put back`, { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(undo.getByText('Done', { exact: true })).toBeVisible();
  expect(files()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Report: Publish/ })).toContainText('Undone');
});

test('two publications of a film are compared, and an earlier one is put back', async () => {
  const { page } = launched;
  const { rows } = await callCore(launched, 'movies.page', {});
  const item = { type: 'movie', id: rows.find(({ title }) => title === 'Film 02')?.id ?? 0 } as const;
  for (const value of ['The first text.', 'The second text.']) {
    await callCore(launched, 'items.setField', { item, field: 'plot', value });
    const { planHash } = await callCore(launched, 'publish.preview', { item });
    await callCore(launched, 'publish.apply', { item, planHash });
  }
  await page.getByRole('link', { name: /^Films/ }).click();
  await page.getByRole('option', { name: /Film 02/ }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'History' }).click();
  const list = page.getByRole('region', { name: 'Publications' });
  // The first of the two was written over since: it says why it cannot be undone.
  await expect(list.getByRole('listitem').nth(1)).toContainText('Undo the later publication first');
  await press(
    list
      .getByRole('listitem')
      .first()
      .getByRole('button', { name: /^Changes of the publication/ }),
  );
  const sheet = page.getByRole('dialog', { name: 'Publications of Film 02' });
  await expect(sheet.getByText('The first text.')).toBeVisible();
  await expect(sheet.getByText('The second text.')).toBeVisible();

  const options = sheet.getByRole('combobox', { name: 'Compare' }).locator('option');
  const last = await options.nth(0).getAttribute('value');
  const first = await options.nth(1).getAttribute('value');
  await sheet.getByRole('combobox', { name: 'with' }).selectOption(first ?? '');
  await expect(sheet.getByText('The first text.')).toBeVisible();
  await sheet.getByRole('combobox', { name: 'Compare' }).selectOption(first ?? '');
  expect(last).not.toBe(first);
  await press(sheet.getByRole('button', { name: 'Put this state back…' }));
  await expect(sheet.getByText('Writes the files as they were')).toBeVisible();
  await press(sheet.getByRole('button', { name: 'Put this state back', exact: true }));
  await expect(sheet).toBeHidden();
  const nfo = path.join(films, nameOf(2), `${nameOf(2)}.nfo`);
  expect(readFileSync(nfo, 'utf8')).toContain('The first text.');
  await expect(list.getByRole('listitem').first()).toContainText('Earlier state put back');
  await press(list.getByRole('listitem').first().getByRole('button', { name: 'Undo the publication' }));
  await expect.poll(() => readFileSync(nfo, 'utf8')).toContain('The second text.');
});
