/**
 * Builds dist/main, dist/preload and dist/renderer. Runs on Node 24.
 *
 *   node scripts/build.mjs            all three, or a plain error
 *   node scripts/build.mjs --partial  the parts whose sources exist; for work on one part of the tree
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { fingerprintSources, recordBuild } from './build-state.mjs';
import { withSetupLock } from './setup-lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const isPartial = process.argv.includes('--partial');
// Progress goes to stderr: `metarr` builds on demand and its stdout belongs to the answer.
const say = (line) => process.stderr.write(`${line}\n`);

const PARTS = [
  { name: 'main', config: 'vite.main.config.ts', needs: ['electron', 'headless', 'cli'].map((n) => `main/${n}.ts`) },
  { name: 'preload', config: 'vite.preload.config.ts', needs: ['preload/preload.ts'] },
  { name: 'renderer', config: 'vite.renderer.config.ts', needs: ['vite.renderer.config.ts', 'renderer/index.html'] },
];

function measure(directory) {
  let fileCount = 0;
  let sizeBytes = 0;
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.name.endsWith('.map')) continue;
    fileCount += 1;
    sizeBytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return `${fileCount} files, ${Math.round(sizeBytes / 1024).toLocaleString('en')} kB`;
}

function describe(error) {
  const place = error.loc?.file ? `${relative(root, error.loc.file)}:${error.loc.line}:${error.loc.column}` : error.id;
  const text = [place, error.message, error.frame].filter(Boolean).join('\n');
  return process.stderr.isTTY ? text : stripVTControlCharacters(text);
}

async function buildPart(vite, part) {
  const startedAtMs = performance.now();
  const missing = part.needs.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0 && (!isPartial || missing.length === part.needs.length)) {
    if (!isPartial) throw new Error(`${missing.join(', ')} is missing: the tree is not complete.`);
    say(`  ${part.name.padEnd(9)} left out, its sources do not exist`);
    return;
  }
  const rolldownOptions = { checks: { bundlerTimings: false, pluginTimings: false } };
  await vite.build({
    configFile: join(root, part.config),
    configLoader: 'native',
    logLevel: 'warn',
    build: { rolldownOptions },
  });
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  say(`  ${part.name.padEnd(9)} ${seconds.padStart(5)} s   ${measure(join(root, 'dist', part.name))}`);
}

async function build() {
  const startedAtMs = performance.now();
  say('Building main, preload and renderer…');
  process.env['NODE_ENV'] ??= 'production';
  // A configuration without a root of its own means the application's folder.
  process.chdir(root);
  if (isPartial) process.env['METARR_PARTIAL_BUILD'] = '1';
  const vite = await import('vite');
  const fingerprint = fingerprintSources(root);
  const outcomes = await Promise.allSettled(PARTS.map((part) => buildPart(vite, part)));
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ name: PARTS[index].name, error: outcome.reason }] : [],
  );
  for (const { name, error } of failures) say(`\nBuilding ${name} failed:\n${describe(error)}`);
  if (failures.length > 0) return 1;
  if (!isPartial) recordBuild(root, fingerprint);
  say(`Built in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
  return 0;
}

process.exitCode = await withSetupLock(
  root,
  (pid) => say(`Another setup or build (process ${pid ?? 'unknown'}) is running; waiting for it…`),
  build,
);
