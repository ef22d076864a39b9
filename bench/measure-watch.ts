/**
 * Has a scanned library watched as the running application does, rewrites one NFO at a time, and waits until the item's row
 * says what it says. Prints one JSON line. Arguments: LIBRARY DATA_DIR movies|tvshows ROUNDS.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, openBuiltCore } from './built-core.ts';

const [library, dataDir, type = 'movies', rounds = '5'] = process.argv.slice(2);
if (library === undefined || dataDir === undefined) throw new Error('measure-watch LIBRARY DATA_DIR [TYPE] [ROUNDS]');

const started = performance.now();
const core = await openBuiltCore(dataDir, 'headless');
const { db, runner } = core.internals;
for (const waiting of await call<{ id: number }[]>(core, 'jobs.list', { finishedLimit: 0 })) {
  await call(core, 'jobs.cancel', { id: waiting.id });
}
await runner.whenIdle();
// Probing is measured elsewhere: here it would only make the machine busy.
db.prepare(`UPDATE media_files SET probe_state = 'skipped'`).run();
for (;;) {
  const [watched] = await call<{ watchState: string }[]>(core, 'libraries.list', {});
  if (watched?.watchState === 'events') break;
  await sleep(20);
}
const watchReadyMs = performance.now() - started;
const table = type === 'movies' ? 'movies' : 'episodes';
const idOf = db.prepare(`SELECT id FROM ${table} WHERE nfo_path = ?`).pluck();
const plotOf = db.prepare(`SELECT plot FROM ${table} WHERE id = ?`).pluck();
const folders = (await readdir(library)).sort();
const changes: { appliedMs: number; eventLoopDelayMaxMs: number }[] = [];
for (let round = 0; round < Number(rounds); round++) {
  const nfo = await someNfo(
    path.join(library, folders[Math.floor((folders.length * (round + 0.5)) / Number(rounds))] ?? ''),
  );
  const text = `Seen at once, the ${String(round)}th of ${String(Date.now())}.`;
  const content = (await readFile(nfo, 'utf8')).replace(/<plot>[^<]*<\/plot>/u, `<plot>${text}</plot>`);
  const id = idOf.get(nfo);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const from = performance.now();
  await writeFile(nfo, content);
  while (plotOf.get(id) !== text && performance.now() - from < 30_000) await sleep(2);
  changes.push({ appliedMs: performance.now() - from, eventLoopDelayMaxMs: delay.max / 1e6 });
  delay.disable();
  await sleep(4_000);
}
process.stdout.write(`${JSON.stringify({ watchReadyMs, changes })}\n`);
await core.close();
process.exit(0);

async function someNfo(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const season = entries.find((entry) => entry.isDirectory() && /^Season/u.test(entry.name));
  if (season !== undefined) return someNfo(path.join(folder, season.name));
  const nfo = entries.find((entry) => entry.name.endsWith('.nfo'));
  if (nfo === undefined) throw new Error(`No NFO in ${folder}`);
  return path.join(folder, nfo.name);
}
