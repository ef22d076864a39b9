/**
 * `npm run bench -- NAME [options]`: builds what is stale and runs bench/NAME.ts, which prints one JSON line per figure with
 * its own baseline from the same run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const runnable = ['scan', 'rescan', 'list', 'names', 'probe', 'enrich', 'look', 'verify', 'publish', 'plan'].filter(
  (name) => readdirSync(`${root}bench`).includes(`${name}.ts`),
);
const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(`${root}bench/${name}.ts`)) {
  process.stderr.write(`Usage: npm run bench -- NAME [options]. Names: ${runnable.join(', ')}\n`);
  process.exit(2);
}
const build = spawnSync(process.execPath, [`${root}scripts/build.mjs`], { stdio: ['ignore', 2, 2] });
if (build.status !== 0) process.exit(1);
const run = spawnSync(process.execPath, [`${root}bench/${name}.ts`, ...rest], { stdio: 'inherit' });
process.exit(run.status ?? 1);
