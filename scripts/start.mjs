/**
 * `npm start [-- FOLDER… --headless --port N --host H --data-dir DIR --demo]`: opens the window, or where there can be
 * none says why and serves the same application to a browser.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron, provideElectron } from './electron-runtime.mjs';
import { findNode } from './node-runtime.mjs';
import { readStartArguments } from './start-arguments.mjs';

const USAGE = `npm start [-- FOLDER… OPTIONS]

  FOLDER…          library folders to add
  --demo           open the sample library
  --headless       no window: serve a browser, print the address
  --port N         the port to serve on (headless)
  --host H         the address to serve on (headless; the default is this machine only)
  --data-dir DIR   where the database and the artwork cache are kept`;

/** What a program ends with when a library it needs is missing. */
const CANNOT_LOAD = 127;

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line) => process.stderr.write(`${line}\n`);

/** @returns {string | null} why no window can be opened on this machine, whatever is installed */
function whyNoWindow() {
  if (process.platform !== 'linux') return null;
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display';
  if (process.getuid() === 0) return 'Electron’s sandbox does not work for root';
  return null;
}

function run(command, args) {
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  // From a terminal Ctrl+C reaches the child by itself; twice would mean "at once".
  const passedOn = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGTERM', 'SIGHUP', 'SIGINT'];
  const handlers = passedOn.map((signal) => [signal, () => child.kill(signal)]);
  if (process.stdin.isTTY) handlers.push(['SIGINT', () => {}]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return new Promise((resolve) => {
    const finish = (outcome) => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      resolve(outcome);
    };
    child.once('error', (error) => finish({ code: CANNOT_LOAD, signal: null, reason: error.message }));
    child.once('exit', (code, signal) => finish({ code, signal, reason: 'a system library is missing' }));
  });
}

function endLike({ code, signal }) {
  if (signal) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
}

async function startHeadless(node, args, reason) {
  if (reason) say(`No window: ${reason}. Starting Metarr for a browser instead.`);
  endLike(await run(node, ['--enable-source-maps', join(root, 'dist', 'main', 'headless.js'), ...args]));
}

async function start() {
  const { isHeadless, isHelp, passedOn } = readStartArguments(
    process.argv.slice(2),
    process.env['INIT_CWD'] ?? process.cwd(),
  );
  if (isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const node = findNode(root);
  if (!node || !existsSync(join(root, 'dist', 'main', 'headless.js'))) {
    say('Metarr is not set up. Run `node scripts/setup.mjs start` first; `npm start` does so by itself.');
    process.exitCode = 1;
    return;
  }
  const obstacle = isHeadless ? null : whyNoWindow();
  if (isHeadless || obstacle) {
    await startHeadless(node, passedOn, obstacle);
    return;
  }
  if (!findElectron(root)) {
    const reason = await provideElectron(root, node, say);
    if (reason) {
      await startHeadless(node, passedOn, `Electron’s runtime could not be fetched (${reason})`);
      return;
    }
  }
  const outcome = await run(findElectron(root), [root, ...passedOn]);
  if (outcome.code === CANNOT_LOAD) await startHeadless(node, passedOn, `Electron could not start: ${outcome.reason}`);
  else endLike(outcome);
}

await start();
