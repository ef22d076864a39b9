/**
 * A publication of films with NFO and three artworks against a bare copy + fsync + rename of the same bytes, turn by turn in
 * the same run. `npm run bench -- publish [--films 1000] [--rounds 5]`.
 *
 * Each round finds the films without NFO and artwork and with a new text, so that every NFO is made of bytes the cache has
 * not seen. The baseline copies the same artwork out of the cache and writes the same NFO, one file after the other.
 */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { makeBaseImages, withComment } from './base-images.ts';
import { call, openBuiltCore } from './built-core.ts';
import { generateLibrary } from './generate-library.ts';

const { values } = parseArgs({
  options: { films: { type: 'string' }, rounds: { type: 'string' }, in: { type: 'string' } },
});
const films = Number(values.films ?? 1_000);
const rounds = Number(values.rounds ?? 5);
const folder = await mkdtemp(path.join(values.in ?? tmpdir(), 'metarr-bench-'));

/** A file that a publication wrote: an artwork with where the cache has it, or an NFO. */
interface Written {
  path: string;
  from: string | Uint8Array;
}

try {
  const library = path.join(folder, 'library');
  await generateLibrary({ folder: library, films, posterBytes: 200_000, fanartBytes: 400_000 });
  await addLogos(library);
  const core = await openBuiltCore(path.join(folder, 'data'));
  const { db, runner } = core.internals;
  const added = await call<{ jobId: number; library: { id: number } }>(core, 'libraries.add', { path: library });
  await runner.waitFor(added.jobId);
  await runner.whenIdle();
  await removePublished(library);
  const libraryId = db.prepare('SELECT id FROM libraries').pluck().get() as number;
  const turns: { ms: number; bareMs: number; delayMs: number }[] = [];
  let bytes = 0;
  let files = 0;
  for (let round = 0; round < rounds; round++) {
    db.prepare('UPDATE movies SET plot = ?, has_unpublished_changes = 1').run(`Round ${String(round)}.`);
    settleDisk();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = performance.now();
    const { jobId, runId } = await call<{ jobId: number; runId: number }>(core, 'publish.library', { libraryId });
    await runner.waitFor(jobId);
    const ms = performance.now() - started;
    delay.disable();
    const { counts } = await call<{ counts: { written: number } }>(core, 'publish.run', { runId });
    if (counts.written !== films) throw new Error(`Only ${String(counts.written)} of ${String(films)} were written`);
    await runner.whenIdle();
    const written = writtenBy(runId);
    files = written.length;
    if (files !== films * 4) throw new Error(`${String(files)} files were written for ${String(films)} films`);
    bytes = bareSize(written);
    const bareRoot = path.join(folder, 'bare');
    const targets = new Map(written.map((file) => [file.path, path.join(bareRoot, path.relative(library, file.path))]));
    for (const target of targets.values()) mkdirSync(path.dirname(target), { recursive: true });
    settleDisk();
    const bareStarted = performance.now();
    for (const { path: target, from } of written) bareWrite(from, targets.get(target) ?? '');
    const bareMs = performance.now() - bareStarted;
    turns.push({ ms, bareMs, delayMs: delay.percentile(99) / 1e6 });
    rmSync(bareRoot, { recursive: true });
    for (const { path: target } of written) unlinkSync(target);
  }
  const ratios = turns.map((turn) => turn.ms / turn.bareMs);
  process.stdout.write(
    `${JSON.stringify({
      name: 'publish',
      films,
      files,
      megabytes: Math.round(bytes / 1e6),
      bound: 1.5,
      ratio: median(ratios),
      ratios: ratios.map(round2),
      ms: median(turns.map((turn) => turn.ms)),
      bareMs: median(turns.map((turn) => turn.bareMs)),
      eventLoopDelayP99Ms: Math.max(...turns.map((turn) => round2(turn.delayMs))),
    })}\n`,
  );
  await core.close();

  function writtenBy(runId: number): Written[] {
    const rows = db
      .prepare(
        `SELECT s.path, c.file_path AS cached FROM publish_steps s JOIN publish_journal j ON j.id = s.journal_id
         LEFT JOIN cache_inventory c ON c.content_hash = s.after_hash AND s.asset_type IS NOT NULL WHERE j.run_id = ?`,
      )
      .all(runId) as { path: string; cached: string | null }[];
    return rows.map((row) => ({ path: row.path, from: row.cached ?? readFileSync(row.path) }));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

/** The third artwork of each film. */
async function addLogos(library: string): Promise<void> {
  const logos = await makeBaseImages(12, { width: 800, height: 310, bytes: 60_000 }, 'logo');
  const names = await readdir(library);
  for (const [at, name] of names.entries()) {
    const logo = logos[at % logos.length];
    if (logo !== undefined) {
      await writeFile(path.join(library, name, `${name}-landscape.jpg`), withComment(logo, `logo/${name}`));
    }
  }
}

/** Leaves the videos alone: what the scan read is in the database and the cache now. */
async function removePublished(library: string): Promise<void> {
  for (const name of await readdir(library)) {
    for (const file of await readdir(path.join(library, name))) {
      if (/\.(nfo|jpg)$/.test(file)) unlinkSync(path.join(library, name, file));
    }
  }
}

function bareWrite(from: string | Uint8Array, target: string): void {
  const temp = `${target}.tmp`;
  if (typeof from === 'string') copyFileSync(from, temp, constants.COPYFILE_EXCL);
  else writeFileSync(temp, from, { flag: 'wx' });
  const fd = openSync(temp, 'r+');
  fsyncSync(fd);
  closeSync(fd);
  renameSync(temp, target);
}

function bareSize(written: readonly Written[]): number {
  return written.reduce((sum, { path: file }) => sum + readFileSync(file).length, 0);
}

/** What is still to be written belongs to nobody's time. */
function settleDisk(): void {
  if (process.platform !== 'win32') execFileSync('sync');
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return round2(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
