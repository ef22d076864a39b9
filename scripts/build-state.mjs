/**
 * Tells whether `dist/` was built from the sources as they are now. Two fingerprints are kept: one of names, sizes and
 * times, which answers in a few milliseconds, and one of contents, asked only when the first differs (a checkout
 * changes times and nothing else).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'contract',
  'main',
  'migrations',
  'preload',
  'renderer',
  'package.json',
  'package-lock.json',
  'scripts/build.mjs',
  'svelte.config.js',
  'tsconfig.json',
  'vite.main.config.ts',
  'vite.preload.config.ts',
  'vite.renderer.config.ts',
];

const NOT_BUILT = /\.test\.ts$|\.test-[^/]*\.ts$|\.md$|(^|\/)(__fixtures__|__testing__|node_modules|\.DS_Store)(\/|$)/;

/** What a complete build leaves behind; a missing one means the build must run again. */
const PRODUCTS = [
  'dist/main/electron.js',
  'dist/main/headless.js',
  'dist/main/cli.js',
  'dist/main/worker.js',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
];

const stampPath = (root) => join(root, 'dist', '.build.json');

function listFiles(root, relative, found) {
  if (NOT_BUILT.test(relative)) return;
  let stats;
  try {
    stats = statSync(join(root, relative));
  } catch {
    return;
  }
  if (!stats.isDirectory()) {
    found.push({ path: relative, sizeBytes: stats.size, modifiedAtMs: stats.mtimeMs });
    return;
  }
  for (const name of readdirSync(join(root, relative)).sort()) listFiles(root, `${relative}/${name}`, found);
}

function sourceFiles(root) {
  const found = [];
  for (const source of SOURCES) listFiles(root, source, found);
  return found;
}

function timesFingerprint(files) {
  const hash = createHash('sha256');
  for (const { path, sizeBytes, modifiedAtMs } of files) hash.update(`${path}\0${sizeBytes}\0${modifiedAtMs}\n`);
  return hash.digest('hex');
}

function contentFingerprint(root, files) {
  const hash = createHash('sha256');
  for (const { path, sizeBytes } of files)
    hash.update(`${path}\0${sizeBytes}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/**
 * @param {string} root the application's folder
 * @returns {{ times: string, content: string }} what {@link recordBuild} needs; take it before the build starts, so
 *   that a file saved during the build makes the build stale
 */
export function fingerprintSources(root) {
  const files = sourceFiles(root);
  return { times: timesFingerprint(files), content: contentFingerprint(root, files) };
}

/**
 * @param {string} root the application's folder
 * @param {{ times: string, content: string }} fingerprint
 */
export function recordBuild(root, fingerprint) {
  const path = stampPath(root);
  mkdirSync(join(root, 'dist'), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(fingerprint)}\n`);
  renameSync(temporary, path);
}

/**
 * @param {string} root the application's folder
 * @returns {string | null} why a build is needed, in a few words; null when `dist/` is up to date
 */
export function whyBuildIsStale(root) {
  let stamp;
  try {
    stamp = JSON.parse(readFileSync(stampPath(root), 'utf8'));
  } catch {
    return 'not built yet';
  }
  for (const product of PRODUCTS) {
    if (!statSync(join(root, product), { throwIfNoEntry: false })) return `${product} is missing`;
  }
  const files = sourceFiles(root);
  const times = timesFingerprint(files);
  if (times === stamp.times) return null;
  const content = contentFingerprint(root, files);
  if (content !== stamp.content) return 'the sources changed';
  try {
    recordBuild(root, { times, content });
  } catch {
    // A read-only folder only costs the next start the slower comparison.
  }
  return null;
}
