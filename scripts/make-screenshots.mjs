/**
 * Makes the pictures of docs/images from the running application on the sample library:
 * `node scripts/make-screenshots.mjs`. Needs a build and a Chromium; run it when a view has changed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = path.join(root, 'docs', 'images');
mkdirSync(images, { recursive: true });
// The publish sheet shows where the films lie: give it a folder worth showing.
const dataDir = process.env.PICTURES_DATA_DIR ?? mkdtempSync(path.join(tmpdir(), 'metarr-'));

const child = spawn(process.execPath, [path.join(root, 'dist/main/headless.js'), '--data-dir', dataDir, '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise((resolve) => {
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
    const url = /http:\/\/\S+/.exec(text)?.[0];
    if (url !== undefined) resolve(url);
  });
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
await page.goto(address);

async function both(name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(700);
    await page.screenshot({ path: path.join(images, `${name}-${colorScheme}.png`) });
  }
}

try {
  await page.getByText('sample library').first().waitFor();
  await page
    .getByRole('button', { name: /sample library/i })
    .first()
    .click();
  await page.getByRole('link', { name: /^Films/ }).click();
  await page.getByRole('option', { name: /The Gilded Hour Car/ }).waitFor({ timeout: 120_000 });
  await waitForQuiet();
  await both('wall');
  await page.getByRole('option', { name: /The Grey Fluke/ }).dblclick();
  await page.getByRole('button', { name: 'Lock Plot', exact: true }).click();
  await page.mouse.move(640, 790);
  await page.waitForTimeout(6_000);
  await both('detail');
  await page.getByRole('button', { name: 'Edit Tagline', exact: true }).click();
  await page.getByRole('textbox', { name: 'Tagline', exact: true }).fill('The sea keeps its own diary.');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Publish…' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).waitFor();
  await page.waitForTimeout(6_000);
  await both('publish');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Series/ }).click();
  await page.getByRole('option', { name: /The Harbour Ledger/ }).waitFor();
  await both('series');
  await page.getByRole('option', { name: /The Harbour Ledger/ }).dblclick();
  await page.getByRole('treegrid', { name: 'Seasons and episodes' }).waitFor();
  await page.mouse.move(640, 790);
  await both('show');
  await page.getByRole('row', { name: 'S02E01 The Fog Rate' }).click();
  await page.getByRole('tab', { name: /^Metadata/ }).waitFor();
  await page.mouse.move(640, 790);
  await both('episode');
  await page.getByRole('link', { name: /^Unknown/ }).click();
  await page.getByText('lamp rota.ods', { exact: true }).waitFor();
  await both('unknown');
} finally {
  await browser.close();
  child.kill('SIGTERM');
}

/** Until no job runs: posters are in and streams are read. */
async function waitForQuiet() {
  for (let quiet = 0; quiet < 3;) {
    const reply = await page.evaluate(async () => {
      const response = await fetch('/api/call', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ method: 'jobs.list', input: { finishedLimit: 0 } }),
      });
      return response.json();
    });
    quiet = reply.ok && reply.value.length === 0 ? quiet + 1 : 0;
    await page.waitForTimeout(700);
  }
}
