/**
 * `npm run torture -- [--rounds N] [--seed N] [--films N]`: kills scans and publications at random moments, again and
 * again, and checks what is left. One JSON line per round and a sum; exit code 1 when anything was not as it must be.
 * `-- publish [--kills N] [--films N] [--profiles kodi,…] [--in DIR]`: bulk publications on failing disks, and undoing them.
 * `-- rename [--kills N]`: renames. `-- purge [--kills N]`, `-- gc [--kills N]`: emptying the trash, and collection.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findNode } from './node-runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = findNode(root) ?? process.execPath;
const run = spawnSync(node, [`${root}bench/run-torture.ts`, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
