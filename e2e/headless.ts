import { type Browser, chromium } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../dist/main/headless.js', import.meta.url));

export interface HeadlessApp {
  /** The printed address with its one-time token. */
  loginUrl: string;
  dataDir: string;
  /** Ends it as a terminal does; answers the exit code. */
  stop(): Promise<number | null>;
}

/** Starts headless mode and waits for the address it prints. */
export async function startHeadless(args: readonly string[] = []): Promise<HeadlessApp> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'metarr-headless-'));
  const child = spawn(process.execPath, [entry, '--data-dir', dataDir, '--port', '0', '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, METARR_CHECK_OUTPUTS: '1' },
  });
  const loginUrl = await firstAddress(child);
  return {
    loginUrl,
    dataDir,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const url = /http:\/\/\S+/.exec(text)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => {
      reject(new Error(`Headless mode ended with ${String(code)} before it printed its address.`));
    });
  });
}

/** A plain Chromium: the system's where there is one, else Playwright's own. */
export function openBrowser(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((file) => file && existsSync(file));
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}
