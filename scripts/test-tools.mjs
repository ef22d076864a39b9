/** The programs the tests use that npm cannot bring: a Chromium for the window, ffmpeg for true media files. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function findOnPath(names) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const directory of (process.env['PATH'] ?? process.env['Path'] ?? '').split(delimiter)) {
    for (const name of names) {
      for (const suffix of suffixes) {
        const path = join(directory, name + suffix);
        if (directory !== '' && isExecutable(path)) return path;
      }
    }
  }
  return null;
}

const BROWSERS_ELSEWHERE = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

/** @returns {string | null} the Chromium, Chrome or Edge the tests drive; `CHROMIUM_PATH` names another */
export function findBrowser() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return isExecutable(chosen) ? chosen : null;
  const onPath = findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
  return onPath ?? BROWSERS_ELSEWHERE[process.platform]?.find((path) => isExecutable(path)) ?? null;
}

/** @returns {string | null} the encoder the tests make their media files with */
export function findFfmpeg() {
  return findOnPath(['ffmpeg']);
}

function run(command, args, say) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let lastLines = [];
    const take = (chunk) => {
      const lines = String(chunk)
        .split('\n')
        .filter((line) => line.trim() !== '');
      for (const line of lines) if (/^(Setting up|Need to get|E:)/.test(line)) say(`  ${line}`);
      lastLines = [...lastLines, ...lines].slice(-5);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => resolve({ isDone: false, reason: error.message }));
    child.once('close', (code) => resolve({ isDone: code === 0, reason: lastLines.join(' · ') }));
  });
}

/**
 * Installs what is missing with apt when that is possible (root on Debian or Ubuntu); otherwise says what it means.
 * Never fails: the tests that need a missing program report it themselves.
 * @param {(line: string) => void} say
 */
export async function provideTestTools(say) {
  const missing = [
    { name: 'chromium', isPresent: findBrowser() !== null, without: 'the tests of the window are skipped' },
    { name: 'ffmpeg', isPresent: findFfmpeg() !== null, without: 'the tests that need media files are skipped' },
  ].filter((tool) => !tool.isPresent);
  if (missing.length === 0) return;
  const names = missing.map((tool) => tool.name);
  if (process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`Installing ${names.join(' and ')} for the tests…`);
    await run('apt-get', ['update', '-q'], () => {});
    const { isDone, reason } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], say);
    if (isDone) return;
    say(`apt-get could not install ${names.join(' and ')}: ${reason}`);
  }
  for (const tool of missing) say(`${tool.name} is not installed: ${tool.without}.`);
}
