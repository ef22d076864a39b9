import { type Browser, expect, type Page, test } from '@playwright/test';
import { makeLibrary } from './fixtures/film-folder.ts';
import { type HeadlessApp, openBrowser, startHeadless } from './headless.ts';

const FILMS = Array.from({ length: 30 }, (_, index) => ({
  title: `Harbour Light ${String(index + 1)}`,
  year: 1980 + index,
}));

let app: HeadlessApp;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  app = await startHeadless([await makeLibrary(FILMS)]);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
});

test.afterAll(async () => {
  await browser.close();
  expect(await app.stop()).toBe(0);
});

test('the printed address signs this browser in, once', async () => {
  const origin = new URL(app.loginUrl).origin;
  const stranger = await browser.newPage();
  expect((await stranger.goto(origin))?.status()).toBe(401);
  await page.goto(app.loginUrl);
  await expect(page.getByRole('link', { name: /^Films/ })).toBeVisible();
  expect((await stranger.goto(app.loginUrl))?.status()).toBe(401);
  await stranger.close();
});

test('the films of the folder given on the command line are there, found and sorted', async () => {
  await page.getByRole('link', { name: /^Films/ }).click();
  await expect(page.getByRole('heading', { name: /Films/ })).toBeVisible();
  await expect(page.getByRole('option', { name: 'Harbour Light 1 (1980)' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('light 17');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option', { name: 'Harbour Light 17 (1996)' })).toBeVisible();
});

test('an edit saves, locks and is undone from the keyboard', async () => {
  await page.getByRole('option', { name: 'Harbour Light 17 (1996)' }).dblclick();
  await page.getByRole('button', { name: 'Edit Tagline', exact: true }).click();
  await page.getByRole('textbox', { name: 'Tagline', exact: true }).fill('It never went out.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Unlock Tagline', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo Tagline', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Lock Tagline', exact: true })).toBeVisible();
  await expect(page.getByText('It never went out.')).toHaveCount(0);
});

test('a path typed while the folders are still on their way stays', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/call', async (route) => {
    const { method } = route.request().postDataJSON() as { method: string };
    if (method === 'folders.list') await held;
    await route.continue();
  });
  await page.getByRole('link', { name: /^Home/ }).click();
  await page.getByRole('button', { name: 'Add folder' }).click();
  const path = page.getByRole('textbox', { name: 'Path' });
  await path.fill('/somewhere/else');
  release();
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
  await expect(path).toHaveValue('/somewhere/else');
  await page.keyboard.press('Escape');
  await page.unrouteAll();
});
