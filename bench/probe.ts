/**
 * Probing a library end to end (queue, ffprobe, mapping, database) against bare ffprobe runs on the same files at the same
 * concurrency, turn by turn in the same run. `npm run bench -- probe [--films 480] [--rounds 5] [--clips hdr]`.
 *
 * `clips` is what the library is made of: `plain` (default) leaves out the one whose first frame has to be read as well,
 * `all` takes it in turn, `hdr` makes all files of it. The bare run is always one ffprobe for each file.
 *
 * The ratio is of the clock. Metarr's ffprobe gives way to everything else on the machine (it inherits a worker's niceness on
 * Linux) and the bare one does not, so the ratio jumps on a busy machine: the processor time for each file, of
 * Node, ffprobe and the database together, says then what either side costs.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { bareProbes } from './bare-probes.ts';

interface Measured {
  ms: number;
  processorMs: number | null;
  probed: number;
  failed: number;
}

interface Turn {
  ratio: number;
  perSecond: number;
  barePerSecond: number;
  /** Not a number, null in JSON, where the system does not tell it. */
  processorMsPerFile: number;
  bareProcessorMsPerFile: number;
  failed: number;
}

const { values } = parseArgs({
  options: { films: { type: 'string' }, rounds: { type: 'string' }, clips: { type: 'string' } },
});
const films = Number(values.films ?? 480);
const rounds = Number(values.rounds ?? 5);
const kind = values.clips ?? 'plain';
const run = promisify(execFile);
const folder = await mkdtemp(path.join(tmpdir(), 'metarr-bench-'));

try {
  const library = path.join(folder, 'library');
  const files = await fillLibrary(library);
  // Both sides then find the files and ffprobe in memory.
  await bareProbes(files.slice(0, 20));
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await bareProbes(files);
    const dataDir = path.join(folder, `data-${String(round)}`);
    const measured = await measureProbe(library, dataDir);
    await rm(dataDir, { recursive: true });
    const [perSecond, barePerSecond] = [measured.probed / (measured.ms / 1000), files.length / (bare.ms / 1000)];
    turns.push({
      ratio: perSecond / barePerSecond,
      perSecond,
      barePerSecond,
      processorMsPerFile: (measured.processorMs ?? Number.NaN) / films,
      bareProcessorMsPerFile: (bare.processorMs ?? Number.NaN) / films,
      failed: measured.failed,
    });
  }
  const figures = {
    name: 'probe.library',
    films,
    clips: kind,
    bound: 0.9,
    ratio: median(turns.map((turn) => turn.ratio)),
    ratios: turns.map((turn) => round2(turn.ratio)),
    perSecond: median(turns.map((turn) => turn.perSecond)),
    barePerSecond: median(turns.map((turn) => turn.barePerSecond)),
    processorMsPerFile: median(turns.map((turn) => turn.processorMsPerFile)),
    bareProcessorMsPerFile: median(turns.map((turn) => turn.bareProcessorMsPerFile)),
    failed: Math.max(...turns.map((turn) => turn.failed)),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function fillLibrary(library: string): Promise<string[]> {
  const source = fileURLToPath(new URL('../resources/sample/clips/', import.meta.url));
  const isHdr = (name: string): boolean => name.includes('hdr10');
  const clips = (await readdir(source)).sort().filter((name) => kind === 'all' || isHdr(name) === (kind === 'hdr'));
  const files: string[] = [];
  for (let film = 0; film < films; film++) {
    const clip = clips[film % clips.length];
    if (clip === undefined) throw new Error(`There are no clips of the kind “${kind}”.`);
    const name = `Film ${String(film).padStart(4, '0')} (${String(1950 + (film % 70))})`;
    await mkdir(path.join(library, name), { recursive: true });
    const file = path.join(library, name, `${name}${path.extname(clip)}`);
    await copyFile(path.join(source, clip), file);
    files.push(file);
  }
  return files;
}

async function measureProbe(library: string, dataDir: string): Promise<Measured> {
  const script = fileURLToPath(new URL('measure-probe.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script, library, dataDir], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Measured;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return round2(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
