import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { makeLibrary } from './fixtures/film-folder.ts';
import { type HeadlessApp, openBrowser, startHeadless } from './headless.ts';

const FILMS = [
  {
    title: 'Harbour Light',
    year: 1980,
    nfo: '  <genre>Drama</genre>\n  <actor><name>Ada Quill</name><role>Keeper</role></actor>\n',
  },
  { title: 'No Scene', year: 1981, nfo: null, hasPoster: false },
];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

let app: HeadlessApp;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  app = await startHeadless([await makeLibrary(FILMS)]);
  browser = await openBrowser();
  // Of its own context, because axe works in a second page beside it.
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(app.loginUrl);
  await expect(page.getByRole('link', { name: /^Films/ })).toBeVisible();
});

test.afterAll(async () => {
  await browser.close();
  await app.stop();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any view, ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme });
    for (const view of ['Home', 'Films', 'History', 'Trash', 'Settings']) {
      await page.getByRole('link', { name: new RegExp(`^${view}`) }).click();
      await expect(page.getByRole('main')).toBeVisible();
      await settle(page);
      expect.soft(await findings(page), view).toEqual([]);
    }
    await page.getByRole('link', { name: /^Films/ }).click();
    await page.getByRole('option', { name: 'Harbour Light (1980)' }).dblclick();
    for (const tab of ['Metadata', 'Artwork', 'Cast', 'Files', 'History']) {
      await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      await settle(page);
      expect.soft(await findings(page), `film, ${tab}`).toEqual([]);
    }
    await page.getByRole('button', { name: 'Publish…' }).first().click();
    await settle(page);
    expect.soft(await findings(page), 'publish').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });
}

/** Lets fades end: half transparent text has no contrast worth judging. */
async function settle(target: Page): Promise<void> {
  await target.waitForTimeout(500);
}

async function findings(target: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: target }).withTags(TAGS).analyze();
  return violations.map((entry) => `${entry.id}: ${entry.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
