import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CdpConnection } from './cdp.ts';

export interface Chromium {
  cdp: CdpConnection;
  /** The browser's DevTools address, which Playwright reads from standard error. */
  address: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** $CHROMIUM_PATH first, then the usual places of each platform. Throws with the list of what was tried. */
export function findChromium(): string {
  const set = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin');
  const candidates =
    set !== undefined && set !== ''
      ? [set]
      : [
          ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
          '/Applications/Chromium.app/Contents/MacOS/Chromium',
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
          'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
          'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
        ];
  const found = candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error('No Chromium found; install it or set CHROMIUM_PATH.');
  return found;
}

/** Starts Chromium without a window. `localPort` answers for every *.localhost name, which is where custom schemes live. */
export function launchChromium(localPort: number): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'electron-standin-'));
  const switches = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-startup-window',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-breakpad',
    '--disable-dev-shm-usage',
    '--disable-back-forward-cache',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--password-store=basic',
    '--force-color-profile=srgb',
    // One process for a page and its frames, so one DevTools session sees them all.
    '--disable-site-isolation-trials',
    '--disable-features=IsolateOrigins,site-per-process,HttpsUpgrades,MediaRouter,OptimizationHints',
    // Tests stay on this machine; only the loopback addresses and the custom schemes resolve.
    `--host-resolver-rules=MAP *.localhost:80 127.0.0.1:${localPort}, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ];
  const keeper = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('./chromium-keeper.ts', import.meta.url)),
      findChromium(),
      profile,
      ...switches,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'], detached: process.platform !== 'win32' },
  );
  return new Promise((resolve, reject) => {
    let printed = '';
    keeper.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /^listening (\S+)\n/m.exec(printed)?.[1];
      if (address !== undefined) {
        CdpConnection.connect(address).then((cdp) => {
          resolve({ cdp, address });
        }, reject);
      } else if (printed.startsWith('failed')) reject(new Error(`Chromium did not start: ${printed}`));
    });
    keeper.on('exit', () => {
      reject(new Error('Chromium ended before it listened'));
    });
  });
}
