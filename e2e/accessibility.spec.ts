import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { makeLibrary } from './fixtures/film-folder.ts';
import { makeRoot, SHOW, writeShow } from './fixtures/show-folder.ts';
import { type HeadlessApp, openBrowser, startHeadless } from './headless.ts';

const FILMS = [
  {
    title: 'Harbour Light',
    year: 1980,
    nfo: '  <genre>Drama</genre>\n  <set><name>Harbour Films</name><overview>All by the sea.</overview></set>\n  <actor><name>Ada Quill</name><role>Keeper</role></actor>\n',
  },
  { title: 'No Scene', year: 1981, nfo: null, hasPoster: false },
];
const SETTINGS = [
  'General',
  'Libraries',
  'Providers',
  'Metadata rules',
  'Artwork',
  'Completeness',
  'Recovery',
  'Maintenance',
];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** How many animations are under way that will end; those that turn for ever are no hindrance. */
const MOVING =
  'document.getAnimations().filter(({ effect }) => effect && effect.getComputedTiming().endTime !== Infinity).length';

let app: HeadlessApp;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startHeadless([await makeLibrary(FILMS)]);
  browser = await openBrowser();
  // Of its own context, because axe works in a second page beside it.
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(app.loginUrl);
  await page.getByRole('link', { name: /^Home/ }).click();
  await addShows();
});

/** By the folder browser, which is how a folder comes in without a desktop. */
async function addShows(): Promise<void> {
  const shows = await makeRoot();
  await writeShow(shows);
  await page.getByRole('button', { name: 'Add folder' }).click();
  const browser = page.getByRole('dialog');
  await browser.getByRole('textbox', { name: 'Path' }).fill(shows);
  await browser.getByRole('radio', { name: 'Series' }).click();
  await judge('folder browser');
  await browser.getByRole('button', { name: 'Add this folder' }).click();
  await page.getByRole('link', { name: /^Series/ }).click();
  await expect(page.getByRole('option', { name: `${SHOW.title} (2014)` })).toBeVisible();
}

test.afterAll(async () => {
  await browser.close();
  await app.stop();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${scheme}`, () => {
    test.setTimeout(180_000);
    test.beforeEach(async () => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    });

    test('in the views of the sidebar', async () => {
      for (const view of ['Home', 'Films', 'Series', 'Inbox', 'Unknown', 'Verify', 'History', 'Trash', 'Settings']) {
        await page.getByRole('link', { name: new RegExp(`^${view}`) }).click();
        await expect(page.getByRole('main')).toBeVisible();
        await judge(view);
      }
    });

    test('in a film', async () => {
      await page.getByRole('link', { name: /^Films/ }).click();
      await page.getByRole('option', { name: 'Harbour Light (1980)' }).dblclick();
      await judgeTabs('film', ['Metadata', 'Artwork', 'Cast', 'Files', 'History']);
      await judgePublishing('film');
      await page.keyboard.press('Escape');
    });

    test('in collections', async () => {
      await page.getByRole('link', { name: /^Collections/ }).click();
      for (const view of ['Table', 'Posters']) {
        await page.getByRole('radio', { name: view }).click();
        await judge(`collections, ${view}`);
      }
      await page.getByRole('option', { name: /^Harbour Films/ }).dblclick();
      await page.getByRole('radio', { name: 'By hand' }).click();
      await judgeTabs('collection', ['Films', 'Metadata']);
      await page.getByRole('tab', { name: 'Films' }).click();
      await page.getByRole('button', { name: 'Add films…' }).click();
      await expect(page.getByRole('checkbox', { name: 'No Scene (1981)' })).toBeVisible();
      await judge('films for a collection');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await openSettings('Publishing');
      await page.getByRole('button', { name: 'Browse…' }).click();
      await expect(page.getByRole('dialog').getByRole('listitem')).not.toHaveCount(0);
      await judge('folder for collections');
      await page.keyboard.press('Escape');
    });

    test('in a show, its seasons and its episodes', async () => {
      await page.getByRole('link', { name: /^Series/ }).click();
      for (const view of ['Table', 'Posters']) {
        await page.getByRole('radio', { name: view }).click();
        await judge(`series, ${view}`);
      }
      await page.getByRole('option', { name: `${SHOW.title} (2014)` }).dblclick();
      await judgeTabs('show', ['Metadata', 'Artwork', 'Files', 'Episodes']);
      await page.getByRole('radio', { name: 'DVD' }).click();
      await judge('show in the order of the DVDs');
      await page.getByRole('radio', { name: 'Aired' }).click();
      await page.getByRole('treegrid').getByRole('row', { name: 'Season 1', exact: true }).click();
      await judgeTabs('season', ['Metadata', 'Artwork', 'Episodes']);
      await page.getByRole('treegrid').getByRole('row', { name: 'S01E02 Half a Bridge' }).first().click();
      await judgeTabs('episode', ['Metadata', 'Artwork', 'Files']);
      await judgePublishing('episode');
      await page.getByRole('button', { name: 'Back to all series' }).click();
    });

    test('in the inbox, in identification and in what providers say', async () => {
      await page.getByRole('link', { name: /^Inbox/ }).click();
      await expect(page.getByRole('listbox', { name: 'Waiting to be identified' })).toBeVisible();
      await page.keyboard.press('i');
      await expect(page.getByRole('textbox', { name: 'Id or address' })).toBeFocused();
      await judge('id or address');
      await page.keyboard.press('Escape');
      await page.keyboard.press('s');
      await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
      await judge('other words');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: /^Films/ }).click();
      await page.getByRole('option', { name: 'Harbour Light (1980)' }).dblclick();
      await page.getByRole('button', { name: 'Other values of Genres' }).click();
      await expect(page.getByRole('dialog', { name: 'Other values of Genres' })).toBeVisible();
      await judge('other values');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Refresh…' }).click();
      await expect(page.getByRole('link', { name: 'Set up providers' })).toBeVisible();
      await judge('no provider');
      await page.keyboard.press('Escape');
      await page.keyboard.press('i');
      await expect(page.getByRole('dialog', { name: /^Identify/ })).toBeVisible();
      await judge('identify');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    });

    test('in what can be done with unknown files', async () => {
      await page.getByRole('link', { name: /^Unknown/ }).click();
      const actions = page.getByRole('button', { name: 'Actions for lamp plans.xyz' });
      await actions.click();
      await judge('actions');
      await page.getByRole('menuitem', { name: 'Assign to…' }).click();
      await judge('assign');
      await page.keyboard.press('Escape');
      await actions.click();
      await page.getByRole('menuitem', { name: 'Ignore…' }).click();
      await expect(page.getByRole('dialog', { name: 'Ignore files' })).toBeVisible();
      await judge('ignore');
      await page.keyboard.press('Escape');
    });

    test('in what would be renamed', async () => {
      await openSettings('Renaming');
      const folder = page.getByRole('textbox', { name: 'Folder of a show' });
      await folder.fill('{Titel}');
      await expect(page.getByText('is not known')).toBeVisible();
      await judge('settings, a wrong pattern');
      await folder.fill('{Title} [{Year}]');
      await folder.press('Tab');
      await expect(page.getByRole('button', { name: 'Use the first patterns again' })).toBeVisible();
      await judge('settings, Renaming');
      await page.getByRole('button', { name: 'Rename files of this library…' }).click();
      await expect(page.getByRole('button', { name: /^Rename \d/ })).toBeVisible();
      await judge('what would be renamed');
      await page.keyboard.press('Escape');
      await folder.fill('{Title} ({Year})');
      await folder.press('Tab');
    });

    test('in how a library is published', async () => {
      await openSettings('Publishing');
      await expect(page.getByRole('region', { name: 'Names' }).getByRole('listitem').first()).toBeVisible();
      await judge('settings, Publishing');
      await page.getByRole('radio', { name: 'Names of your own', exact: true }).check();
      const poster = page.getByRole('textbox', { name: /: Poster$/ }).first();
      await poster.fill('poster:');
      await expect(page.getByText('cannot hold “:”')).toBeVisible();
      await judge('settings, a name that cannot be used');
      await page.getByRole('button', { name: 'Discard' }).click();
    });

    test('in the settings', async () => {
      for (const section of SETTINGS) {
        await openSettings(section);
        await judge(`settings, ${section}`);
      }
    });

    test('in the choice of artwork', async () => {
      await page.getByRole('link', { name: /^Films/ }).click();
      await page.getByRole('option', { name: 'Harbour Light (1980)' }).dblclick();
      await page.getByRole('tab', { name: /^Artwork/ }).click();
      await page.getByRole('button', { name: 'Choose Poster', exact: true }).click();
      const images = page.getByRole('listbox', { name: 'Images for Poster' });
      await expect(images.getByRole('option')).not.toHaveCount(0);
      await judge('artwork picker');
      await images.press('f');
      await judge('artwork in full size');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Crop…' }).click();
      await expect(page.getByRole('group', { name: /^Part that stays/ })).toBeVisible();
      await judge('crop');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'From an address…' }).click();
      await judge('artwork from an address');
      await page.keyboard.press('Escape');
      for (const tab of ['Fanart', 'Trailers']) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        await judge(`artwork picker, ${tab}`);
      }
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.keyboard.press('Escape');
    });

    test('in the patterns of ignored files', async () => {
      await openSettings('Libraries');
      await page.getByRole('button', { name: /^Show \d+ built-in patterns$/ }).click();
      await judge('built-in patterns');
      await page.getByRole('button', { name: 'Add a pattern' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await judge('add a pattern');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Hide built-in patterns' }).click();
    });
  });
}

async function openSettings(section: string): Promise<void> {
  await page.getByRole('link', { name: /^Settings/ }).click();
  await page.getByRole('navigation', { name: 'Settings of' }).getByRole('link', { name: section }).click();
}

async function judge(view: string): Promise<void> {
  await settle(page);
  expect.soft(await findings(page), view).toEqual([]);
}

async function judgeTabs(of: string, tabs: readonly string[]): Promise<void> {
  for (const tab of tabs) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await judge(`${of}, ${tab}`);
  }
}

async function judgePublishing(of: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await judge(`${of}, publish`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Lets fades end: half transparent text has no contrast worth judging. */
async function settle(target: Page): Promise<void> {
  await expect.poll(() => target.evaluate(MOVING)).toBe(0);
}

async function findings(target: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: target })
    .options({ resultTypes: ['violations'] })
    .withTags(TAGS)
    .analyze();
  return violations.map((entry) => `${entry.id}: ${entry.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
