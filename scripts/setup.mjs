/**
 * Makes a clone ready, from nothing but Node 20 or newer and npm:
 *
 *   node scripts/setup.mjs start   packages and a fresh build
 *   node scripts/setup.mjs cli     the same, silent on stdout and quick when there is nothing to do
 *   node scripts/setup.mjs test    packages, and the programs the tests use; building is one of the checks
 *
 * npm runs it before `npm start`, `npm test` and `npm run metarr`. It imports no package. Two may run at once.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyBuildIsStale } from './build-state.mjs';
import { whyInstallIsStale } from './install-state.mjs';
import { installPackages } from './install-packages.mjs';
import { findNode, withPackagesOnPath } from './node-runtime.mjs';
import { withSetupLock } from './setup-lock.mjs';
import { provideTestTools } from './test-tools.mjs';

const OLDEST_NODE_MAJOR = 20;
const PURPOSES = ['start', 'test', 'cli'];

const root = fileURLToPath(new URL('..', import.meta.url));
const purpose = process.argv[2] ?? '';
// stdout belongs to the program that starts afterwards.
const say = (line) => process.stderr.write(`${line}\n`);

/** A failure whose message is meant for the person at the terminal. */
class SetupError extends Error {}

function requireNode() {
  const node = findNode(root);
  if (node) return node;
  throw new SetupError(
    'Node 24 was not installed with the packages: npm did not run the install script of the package `node`.\n' +
      'Run `npm rebuild node --ignore-scripts=false`, or use Node 24 or newer yourself.',
  );
}

async function buildWith(node) {
  const child = spawn(node, [join(root, 'scripts', 'build.mjs')], {
    cwd: root,
    env: withPackagesOnPath(root, process.env),
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new SetupError('Metarr could not be built; the messages above say why.');
}

const needsInstall = () => whyInstallIsStale(root);
const needsBuild = () => (purpose === 'test' ? null : whyBuildIsStale(root));

async function makeReady() {
  // Asked again: whoever held the lock before may have done it all.
  const installReason = needsInstall();
  if (installReason) {
    say(`Installing packages (${installReason})…`);
    await installPackages(root, say);
  }
  const node = requireNode();
  if (needsBuild()) await buildWith(node);
}

async function setUp() {
  if (needsInstall() || needsBuild()) {
    const waitFor = (pid) => say(`Another setup (process ${pid ?? 'unknown'}) is running; waiting for it…`);
    await withSetupLock(root, waitFor, makeReady);
  } else {
    requireNode();
  }
  if (purpose === 'test') await provideTestTools(say);
}

function explain(error) {
  if (error.code === 'ENOSPC') return 'The disk is full. Free about 1.5 GB and run the same command again.';
  if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') {
    return `Metarr’s folder cannot be written (${error.path ?? root}). Check who owns it.`;
  }
  return error.message;
}

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE_MAJOR) {
  say(`Metarr needs Node ${OLDEST_NODE_MAJOR} or newer; this is ${process.version}. Get it from https://nodejs.org/.`);
  process.exitCode = 1;
} else if (!PURPOSES.includes(purpose)) {
  say(`Usage: node scripts/setup.mjs ${PURPOSES.join('|')}`);
  process.exitCode = 2;
} else {
  try {
    await setUp();
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
}
