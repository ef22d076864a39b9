import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface LaunchOptions {
  /** Arguments of the application, folders for instance. */
  args?: readonly string[];
  /** Where the application keeps its data; a new temporary folder when it is not given. */
  dataDir?: string;
  /** The main script; the application's own when it is not given. */
  entry?: string;
  env?: Record<string, string>;
}

export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
  dataDir: string;
}

/** The binary of the real Electron where its installer left one, else null: then the stand-in takes its place. */
export function realElectronPath(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

/**
 * Starts the application and waits until its first window has loaded its page. The same arguments reach the real Electron and the stand-in; close
 * it with `app.close()`.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'metarr-e2e-'));
  const entry = options.entry ?? join(root, 'dist', 'main', 'electron.js');
  const env = { ...process.env, ...options.env } as Record<string, string>;
  const app = await _electron.launch({
    ...(realElectronPath() === null ? { executablePath: join(root, 'e2e', 'standin', 'electron') } : {}),
    args: [entry, `--user-data-dir=${dataDir}`, ...(options.args ?? [])],
    cwd: root,
    // The application's own theme decides, not Playwright's.
    colorScheme: null,
    env,
  });
  const page = await app.firstWindow();
  await page.waitForURL((url) => url.protocol !== 'about:');
  await page.waitForLoadState();
  return { app, page, dataDir };
}
