/**
 * What it costs to look again: an unchanged rescan against a bare walk (readdir and stat of every file) of the same run, and
 * how long after it is written one changed file of a watched library stands in the database; on generated libraries of
 * films, and of shows with 50 episodes each. `npm run bench -- rescan [--films 5000] [--shows 500] [--rounds 5]`; 0 leaves a
 * kind out.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { bareWalk } from './baselines.ts';
import { generateLibrary } from './generate-library.ts';
import { generateShows } from './generate-shows.ts';

const { values } = parseArgs({
  options: { films: { type: 'string' }, shows: { type: 'string' }, rounds: { type: 'string' } },
});
const films = Number(values.films ?? 5000);
const shows = Number(values.shows ?? 500);
const rounds = Number(values.rounds ?? 5);
const run = promisify(execFile);
const folder = await mkdtemp(path.join(tmpdir(), 'metarr-bench-'));

interface Scanned {
  ms: number;
  eventLoopDelayMs: { p99: number; max: number };
}

interface Noticed {
  watchReadyMs: number;
  changes: { appliedMs: number; eventLoopDelayMaxMs: number }[];
}

try {
  if (films > 0) {
    const library = path.join(folder, 'films');
    await generateLibrary({ folder: library, films });
    await measure(library, 'movies', { films });
  }
  if (shows > 0) {
    const library = path.join(folder, 'shows');
    const { episodes } = await generateShows({ folder: library, shows });
    await measure(library, 'tvshows', { shows, episodes });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(library: string, type: 'movies' | 'tvshows', size: Record<string, number>): Promise<void> {
  const dataDir = path.join(folder, 'data');
  await node<Scanned>('measure-scan.ts', library, dataDir, type);
  const turns: { bareMs: number; scanned: Scanned }[] = [];
  for (let round = 0; round < rounds; round++) {
    const { ms: bareMs } = await bareWalk(library);
    turns.push({ bareMs, scanned: await node<Scanned>('measure-scan.ts', library, dataDir, type) });
  }
  print(`rescan.unchanged.${type}`, {
    ...size,
    bound: 1.3,
    ratio: median(turns.map(({ scanned, bareMs }) => scanned.ms / bareMs)),
    ms: median(turns.map(({ scanned }) => scanned.ms)),
    bareMs: median(turns.map(({ bareMs }) => bareMs)),
    eventLoopDelayP99Ms: median(turns.map(({ scanned }) => scanned.eventLoopDelayMs.p99)),
  });
  const noticed = await node<Noticed>('measure-watch.ts', library, dataDir, type, String(rounds));
  const applied = noticed.changes.map(({ appliedMs }) => appliedMs);
  print(`rescan.oneChange.${type}`, {
    ...size,
    boundMs: 1000,
    ms: median(applied),
    worstMs: round(Math.max(...applied)),
    eventLoopDelayMaxMs: round(Math.max(...noticed.changes.map((change) => change.eventLoopDelayMaxMs))),
    watchReadyMs: round(noticed.watchReadyMs),
  });
  await rm(dataDir, { recursive: true });
  await rm(library, { recursive: true });
}

async function node<T>(script: string, ...args: string[]): Promise<T> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await run(process.execPath, [file, ...args], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as T;
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
