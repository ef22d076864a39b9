/**
 * Identifying and enriching films against local fake providers without rate limits, against a bare loop that fetches and
 * hashes the same addresses, turn by turn in the same run. `npm run bench -- enrich [--films 60] [--rounds 3]`.
 */
import { execFile, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { createWorld } from '../e2e/fakes/world.ts';
import { writeWorldLibrary } from '../e2e/fixtures/world-library.ts';
import type { Asked } from './fake-providers.ts';

const { values } = parseArgs({ options: { films: { type: 'string' }, rounds: { type: 'string' } } });
const films = Number(values.films ?? 60);
const rounds = Number(values.rounds ?? 3);
const CONCURRENCY = 16;
const run = promisify(execFile);
const folder = await mkdtemp(path.join(tmpdir(), 'metarr-bench-'));
const fakes = fork(fileURLToPath(new URL('fake-providers.ts', import.meta.url)), {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});

interface Measured {
  ms: number;
  identifyMs: number;
  identified: unknown;
  enriched: unknown;
  eventLoopDelayP99Ms: number;
  eventLoopDelayMaxMs: number;
  processorMs: number;
}

try {
  const [{ environment }] = (await once(fakes, 'message')) as [{ environment: Record<string, string> }];
  const library = await writeWorldLibrary(createWorld(), folder, { films, series: 0 });
  // One turn that does not count: the fakes draw their pictures when they are first asked for them.
  await measure(library.films, 'warm', environment);
  const asked = await requests();
  const turns: { ratio: number; bare: { ms: number; bytes: number }; measured: Measured }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await fetchAndHash(asked);
    await requests();
    const measured = await measure(library.films, `round-${String(round)}`, environment);
    await requests();
    turns.push({ ratio: bare.ms / measured.ms, bare, measured });
  }
  print({
    name: 'enrich.films',
    films,
    requests: asked.length,
    megabytes: Math.round((turns[0]?.bare.bytes ?? 0) / 2 ** 20),
    bound: 0.8,
    ratio: median(turns.map((turn) => turn.ratio)),
    ratios: turns.map((turn) => round2(turn.ratio)),
    ms: median(turns.map((turn) => turn.measured.ms)),
    bareMs: median(turns.map((turn) => turn.bare.ms)),
    identifyMs: median(turns.map((turn) => turn.measured.identifyMs)),
    processorMs: median(turns.map((turn) => turn.measured.processorMs)),
    eventLoopDelayP99Ms: median(turns.map((turn) => turn.measured.eventLoopDelayP99Ms)),
    eventLoopDelayMaxMs: median(turns.map((turn) => turn.measured.eventLoopDelayMaxMs)),
    identified: turns.at(-1)?.measured.identified,
    enriched: turns.at(-1)?.measured.enriched,
  });
} finally {
  fakes.disconnect();
  await rm(folder, { recursive: true, force: true });
}

async function measure(library: string, name: string, environment: Record<string, string>): Promise<Measured> {
  const script = fileURLToPath(new URL('measure-enrich.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script, library, path.join(folder, name)], {
    maxBuffer: 2 ** 26,
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout) as Measured;
}

async function requests(): Promise<Asked[]> {
  const answer = once(fakes, 'message') as Promise<[{ asked: Asked[] }]>;
  fakes.send('requests');
  return (await answer)[0].asked;
}

/** The least that getting these bytes takes: fetch, read, hash, forget. */
async function fetchAndHash(asked: readonly Asked[]): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  let next = 0;
  let bytes = 0;
  const lane = async (): Promise<void> => {
    for (let one = asked[next++]; one !== undefined; one = asked[next++]) {
      const response = await fetch(one.url, { headers: one.headers });
      const body = new Uint8Array(await response.arrayBuffer());
      bytes += body.length;
      createHash('sha256').update(body).digest('hex');
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return { ms: performance.now() - started, bytes };
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return round2(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(figures: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
