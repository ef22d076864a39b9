/**
 * First scan without probing against the bare least (walk, read, hash, copy), and an unchanged rescan against a bare walk,
 * turn by turn in the same run on generated libraries: films, and shows with 50 episodes each.
 * `npm run bench -- scan [--films 5000] [--shows 500] [--rounds 3]`; 0 leaves a kind out.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { ARTWORK_BYTES } from './base-images.ts';
import { bareScan, bareWalk } from './baselines.ts';
import { generateLibrary } from './generate-library.ts';
import { generateShows } from './generate-shows.ts';

const { values } = parseArgs({
  options: { films: { type: 'string' }, shows: { type: 'string' }, rounds: { type: 'string' } },
});
const films = Number(values.films ?? 5000);
const shows = Number(values.shows ?? 500);
const rounds = Number(values.rounds ?? 3);
const run = promisify(execFile);
const folder = await mkdtemp(path.join(tmpdir(), 'metarr-bench-'));

interface Measured {
  ms: number;
  firstItemMs: number | null;
  eventLoopDelayMs: { p50: number; p99: number; max: number };
  peakRssMb: number;
}

try {
  if (films > 0) {
    const library = path.join(folder, 'films');
    await generateLibrary({
      folder: library,
      films,
      posterBytes: ARTWORK_BYTES.poster,
      fanartBytes: ARTWORK_BYTES.fanart,
    });
    await measureLibrary(library, 'movies', { films });
  }
  if (shows > 0) {
    const library = path.join(folder, 'shows');
    const { episodes } = await generateShows({ folder: library, shows });
    await measureLibrary(library, 'tvshows', { shows, episodes });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measureLibrary(
  library: string,
  type: 'movies' | 'tvshows',
  size: Record<string, number>,
): Promise<void> {
  const first: { ratio: number; bareMs: number; measured: Measured }[] = [];
  const again: { ratio: number; bareMs: number; measured: Measured }[] = [];
  // One round that does not count: both sides then find the files in memory, and the disk's mood is out of it.
  // Nothing is deleted until the end: a file system is slow to give out what was deleted seconds ago.
  let megabytes = 0;
  await bareScan(library, path.join(folder, `${type}-warm`));
  for (let round = 0; round < rounds; round++) {
    const cacheDir = path.join(folder, `${type}-bare-${String(round)}`);
    const dataDir = path.join(folder, `${type}-data-${String(round)}`);
    const bare = await bareScan(library, cacheDir);
    megabytes = Math.round(bare.bytes / 1e6);
    const measured = await measureScan(library, dataDir, type);
    first.push({ ratio: measured.ms / bare.ms, bareMs: bare.ms, measured });
    const walk = await bareWalk(library);
    const second = await measureScan(library, dataDir, type);
    again.push({ ratio: second.ms / walk.ms, bareMs: walk.ms, measured: second });
  }
  print(`scan.first.${type}`, { ...size, megabytes, bound: 1.6, ...summary(first) });
  print(`scan.unchanged.${type}`, { ...size, bound: 1.3, ...summary(again) });
}

async function measureScan(library: string, dataDir: string, type: string): Promise<Measured> {
  const script = fileURLToPath(new URL('measure-scan.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script, library, dataDir, type], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Measured;
}

function summary(runs: { ratio: number; bareMs: number; measured: Measured }[]): Record<string, unknown> {
  return {
    ratio: median(runs.map((entry) => entry.ratio)),
    ratios: runs.map((entry) => round(entry.ratio)),
    ms: median(runs.map((entry) => entry.measured.ms)),
    bareMs: median(runs.map((entry) => entry.bareMs)),
    firstItemMs: median(runs.map((entry) => entry.measured.firstItemMs ?? entry.measured.ms)),
    eventLoopDelayP99Ms: median(runs.map((entry) => entry.measured.eventLoopDelayMs.p99)),
    eventLoopDelayMaxMs: median(runs.map((entry) => entry.measured.eventLoopDelayMs.max)),
    peakRssMb: median(runs.map((entry) => entry.measured.peakRssMb)),
  };
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(name: string, figures: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ name, ...figures })}\n`);
}
