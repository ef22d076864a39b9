/**
 * A plan of a library in which nothing has changed, against bare stats of the same files, turn by turn in the same run, with
 * how many of the files any thread opened. `npm run bench -- plan [--films 25000] [--rounds 5]`.
 *
 * The library holds an NFO, a poster and a fanart beside each film, as Metarr would write them. The first plan looks into all
 * of them; that it opened every one shows that opening is counted. What is measured are the plans after it.
 */
import { statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { PlanState } from '../contract/publish-plans.ts';
import { call, openBuiltCore } from './built-core.ts';
import { hearOpens, tellOpens } from './count-opens.ts';

const IMAGES = ['poster', 'fanart'] as const;
const PARALLEL = 16;

const { values } = parseArgs({ options: { films: { type: 'string' }, rounds: { type: 'string' } } });
const films = Number(values.films ?? 25_000);
const rounds = Number(values.rounds ?? 5);
const countingWorker = new URL('../dist/main/counting-worker.js', import.meta.url);
const folder = await mkdtemp(path.join(tmpdir(), 'metarr-bench-'));

try {
  const library = path.join(folder, 'library');
  const files = await fillLibrary(library);
  tellOpens();
  const opens = hearOpens(library);
  // Beside the built one, where the core looks for the entries of its other threads.
  await writeFile(
    countingWorker,
    `import ${JSON.stringify(new URL('tell-opens.ts', import.meta.url).href)};\nexport * from './worker.js';\n`,
  );
  const core = await openBuiltCore(path.join(folder, 'data'), 'cli', countingWorker);
  const { runner } = core.internals;
  const added = await call<{ jobId: number; library: { id: number } }>(core, 'libraries.add', { path: library });
  await runner.waitFor(added.jobId);
  await runner.whenIdle();
  await opens.take();

  const plan = async (): Promise<PlanState> => {
    const { planId } = await call<PlanState>(core, 'publish.plan', { scope: { libraryId: added.library.id } });
    for (;;) {
      const state = await call<PlanState>(core, 'publish.planState', { planId });
      if (state.state !== 'planning') return state;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const first = await timed(plan);
  const openedFirst = (await opens.take()).size;
  const turns: { ms: number; processorMs: number; bareMs: number; opened: number; unchanged: number }[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (let round = 0; round <= rounds; round++) {
    const bare = await timed(() => {
      for (const file of files) statSync(file);
      return Promise.resolve();
    });
    if (round > 0) delay.enable();
    const { ms, processorMs, value } = await timed(plan);
    delay.disable();
    const opened = (await opens.take()).size;
    // The first round finds statements cold.
    if (round > 0) turns.push({ ms, processorMs, bareMs: bare.ms, opened, unchanged: value.items.unchanged });
  }
  process.stdout.write(
    `${JSON.stringify({
      name: 'plan.unchanged',
      films,
      files: files.length,
      boundMs: Math.round((3_000 * films) / 25_000),
      ms: median(turns.map((turn) => turn.ms)),
      fastestMs: Math.round(Math.min(...turns.map((turn) => turn.ms))),
      // Of all threads together: what does not change with what else the machine is at.
      processorMs: median(turns.map((turn) => turn.processorMs)),
      allMs: turns.map((turn) => Math.round(turn.ms)),
      ratioToStat: median(turns.map((turn) => turn.ms / turn.bareMs)),
      boundOpenedShare: 0.01,
      openedShare: Math.max(...turns.map((turn) => turn.opened)) / files.length,
      unchanged: Math.min(...turns.map((turn) => turn.unchanged)),
      eventLoopDelayP99Ms: round2(delay.percentile(99) / 1e6),
    })}\n`,
  );
  process.stdout.write(
    `${JSON.stringify({
      name: 'plan.first',
      films,
      ms: Math.round(first.ms),
      openedShare: round2(openedFirst / files.length),
      unchanged: first.value.items.unchanged,
    })}\n`,
  );
  opens.close();
  await core.close();
} finally {
  await rm(countingWorker, { force: true });
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

/** Answers the paths of all that a publication is about. */
async function fillLibrary(library: string): Promise<string[]> {
  const files: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < films) {
      const film = next++;
      const title = `Film ${String(film).padStart(5, '0')}`;
      const year = String(1950 + (film % 70));
      const base = path.join(library, `${title} (${year})`, `${title} (${year})`);
      await mkdir(path.dirname(base), { recursive: true });
      await writeFile(`${base}.mkv`, title);
      await writeFile(`${base}.nfo`, `<movie>\n  <title>${title}</title>\n  <year>${year}</year>\n</movie>\n`);
      files.push(`${base}.nfo`);
      for (const [index, image] of IMAGES.entries()) {
        const background = { r: film % 256, g: (film >> 8) % 256, b: index * 80 };
        const bytes = await sharp({ create: { width: 16, height: 24, channels: 3, background } })
          .png()
          .toBuffer();
        await writeFile(`${base}-${image}.png`, bytes);
        files.push(`${base}-${image}.png`);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return files;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; processorMs: number; value: T }> {
  const started = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, processorMs: (user + system) / 1_000, value };
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return round2(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
