/**
 * A quick verification of a published library against bare stats of the same files, library and cache, turn by turn in the
 * same run. `npm run bench -- verify [--films 5000] [--rounds 7]`.
 *
 * The baseline stats the files as other listings of this program do, several at a time through the promise calls; how fast
 * one thread does nothing but synchronous stats of names that are in memory already is printed beside it.
 */
import { statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { call, openBuiltCore } from './built-core.ts';

const PARALLEL = 16;
const IMAGES = ['poster', 'fanart', 'clearlogo'] as const;

const { values } = parseArgs({ options: { films: { type: 'string' }, rounds: { type: 'string' } } });
const films = Number(values.films ?? 5_000);
const rounds = Number(values.rounds ?? 7);
const folder = await mkdtemp(path.join(tmpdir(), 'metarr-bench-'));

try {
  const library = path.join(folder, 'library');
  await fillLibrary(library);
  const core = await openBuiltCore(path.join(folder, 'data'));
  const { db, runner } = core.internals;
  await runner.waitFor((await call<{ jobId: number }>(core, 'libraries.add', { path: library })).jobId);
  await runner.whenIdle();
  markPublished();
  const files = [
    ...(db.prepare('SELECT path FROM published_files').pluck().all() as string[]),
    ...(db.prepare('SELECT file_path FROM cache_inventory').pluck().all() as string[]),
  ];
  const turns: { taken: Taken; bare: Taken; sync: Taken; found: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const bare = await timed(() => statAll(files));
    const sync = await timed(() => {
      for (const file of files) statSync(file);
    });
    let found = 0;
    const taken = await timed(async () => {
      const { jobIds } = await call<{ jobIds: number[] }>(core, 'verify.start', { mode: 'quick' });
      const job = await runner.waitFor(jobIds[0] ?? 0);
      found = (job.result as { found: number }).found;
    });
    // The first round finds threads and statements cold.
    if (round > 0) turns.push({ taken, bare, sync, found });
  }
  const ratios = turns.map(({ taken, bare }) => taken.ms / bare.ms);
  process.stdout.write(
    `${JSON.stringify({
      name: 'verify.quick',
      films,
      files: files.length,
      bound: 1.3,
      ratio: median(ratios),
      ratios: ratios.map(round2),
      ms: median(turns.map(({ taken }) => taken.ms)),
      bareMs: median(turns.map(({ bare }) => bare.ms)),
      ratioToOneThreadSync: median(turns.map(({ taken, sync }) => taken.ms / sync.ms)),
      // The fastest of each: what is left of the ratio when nothing else runs.
      bestRatio: round2(
        Math.min(...turns.map(({ taken }) => taken.ms)) / Math.min(...turns.map(({ bare }) => bare.ms)),
      ),
      // Of all threads together: what does not change with what else the machine is at.
      processorRatio: median(turns.map(({ taken, bare }) => taken.processorMs / bare.processorMs)),
      processorMs: median(turns.map(({ taken }) => taken.processorMs)),
      bareProcessorMs: median(turns.map(({ bare }) => bare.processorMs)),
      found: Math.max(...turns.map((turn) => turn.found)),
    })}\n`,
  );
  await core.close();

  /** As if Metarr had written what the scan found: rows are what verification goes by. */
  function markPublished(): void {
    const add = db.prepare(
      `INSERT INTO published_files (path, entity_type, entity_id, asset_type, content_hash, size_bytes, mtime_ms)
       VALUES (?, 'movie', ?, ?, ?, ?, ?)`,
    );
    const images = db
      .prepare(
        `SELECT file_path AS path, entity_id AS id, asset_type AS type, content_hash AS hash FROM asset_candidates
         WHERE entity_type = 'movie' AND file_path IS NOT NULL`,
      )
      .all() as { path: string; id: number; type: string; hash: string }[];
    const nfos = db
      .prepare(`SELECT nfo_path AS path, id, 'nfo' AS type, nfo_hash AS hash FROM movies`)
      .all() as typeof images;
    db.transaction(() => {
      for (const { path: file, id, type, hash } of [...images, ...nfos]) {
        const { size, mtimeMs } = statSync(file);
        add.run(file, id, type, hash, size, Math.floor(mtimeMs));
      }
    })();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function fillLibrary(library: string): Promise<void> {
  for (let film = 0; film < films; film++) {
    const name = `Film ${String(film).padStart(5, '0')} (${String(1950 + (film % 70))})`;
    const own = path.join(library, name);
    await mkdir(own, { recursive: true });
    await writeFile(path.join(own, `${name}.mkv`), name);
    await writeFile(path.join(own, `${name}.nfo`), `<movie><title>${name}</title></movie>`);
    for (const [index, image] of IMAGES.entries()) {
      const background = { r: film % 256, g: (film >> 8) * 8 + index, b: index * 80 };
      const bytes = await sharp({ create: { width: 16, height: 24, channels: 3, background } })
        .png()
        .toBuffer();
      await writeFile(path.join(own, `${name}-${image}.png`), bytes);
    }
  }
}

async function statAll(files: readonly string[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const file = files[next++];
      if (file === undefined) return;
      await stat(file);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

interface Taken {
  ms: number;
  processorMs: number;
}

async function timed(work: () => void | Promise<void>): Promise<Taken> {
  const started = performance.now();
  const before = process.cpuUsage();
  await work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { ms, processorMs: (user + system) / 1_000 };
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return round2(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
