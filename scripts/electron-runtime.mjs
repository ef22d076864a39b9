/** Whether Electron's runtime is there, and fetching it with Electron's own installer when it is not. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TIME_LIMIT_MS = 2 * 60_000;
const REMEMBERED_MS = 24 * 60 * 60_000;

const read = (path) => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
};

/**
 * @param {string} root the application's folder
 * @returns {string | null} the program to start; null when the runtime is missing, incomplete or of another version
 */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron');
  const program = read(join(folder, 'path.txt'));
  const overridden = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (overridden) {
    const path = join(overridden, program ?? (process.platform === 'win32' ? 'electron.exe' : 'electron'));
    return existsSync(path) ? path : null;
  }
  const version = read(join(folder, 'dist', 'version'));
  const wanted = JSON.parse(read(join(folder, 'package.json')) ?? '{}').version;
  if (!program || !version || version.replace(/^v/, '') !== wanted) return null;
  const path = join(folder, 'dist', program);
  return existsSync(path) ? path : null;
}

function runInstaller(root, node) {
  return new Promise((resolve) => {
    const child = spawn(node, [join(root, 'node_modules', 'electron', 'install.js')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let messages = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (chunk) => (messages = (messages + chunk).slice(-4_000)));
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(null);
      else if (signal === 'SIGKILL') resolve('the download took longer than two minutes');
      else resolve(messages.match(/^\s*(?:\w*Error: )(.+)$/m)?.[1] ?? `its installer failed with code ${code}`);
    });
  });
}

/**
 * Fetches the runtime once; a failure is remembered for a day so that a machine without access starts at once.
 * @param {string} root the application's folder
 * @param {string} node the Node to run the installer on
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} why there is no runtime, in a few words; null when there is one now
 */
export async function provideElectron(root, node, say) {
  const memory = join(root, 'node_modules', '.cache', 'metarr-electron.json');
  const remembered = JSON.parse(read(memory) ?? 'null');
  if (remembered && Date.now() - remembered.failedAtMs < REMEMBERED_MS && Date.now() >= remembered.failedAtMs) {
    return remembered.reason;
  }
  say('Fetching Electron’s runtime (about 120 MB, once)…');
  const reason = await runInstaller(root, node);
  if (reason === null && findElectron(root)) {
    rmSync(memory, { force: true });
    return null;
  }
  const failure = reason ?? 'it is incomplete';
  try {
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(memory, JSON.stringify({ failedAtMs: Date.now(), reason: failure }));
  } catch {
    // Not remembered: the next start tries again.
  }
  return failure;
}
