/**
 * List, filter and search at the dispatcher on 50,000 films: what a keystroke or a scroll asks for, with a bare SELECT of
 * as many rows by primary key as the baseline. `npm run bench -- list [--films 50000]`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { call, openBuiltCore } from './built-core.ts';
import { fillDatabase } from './fill-database.ts';

const { values } = parseArgs({ options: { films: { type: 'string' }, rounds: { type: 'string' } } });
const films = Number(values.films ?? 50_000);
const rounds = Number(values.rounds ?? 40);
const folder = await mkdtemp(path.join(tmpdir(), 'metarr-bench-'));
const core = await openBuiltCore(folder);

try {
  fillDatabase(core.internals.db, films);
  const page = (input: Record<string, unknown>) => () => call(core, 'movies.page', { limit: 100, ...input });
  const count = (filter: Record<string, unknown>) => () => call(core, 'movies.count', { filter });
  const questions: Record<string, () => Promise<unknown>> = {
    'page first': page({}),
    'page in the middle': page({ offset: Math.floor(films / 2) }),
    'page at the end': page({ offset: films - 100 }),
    'page by year, newest first': page({ sort: 'year', isDescending: true, offset: 2_000 }),
    'page by date added': page({ sort: 'added', isDescending: true }),
    'page by completeness': page({ sort: 'completeness', offset: 10_000 }),
    'filter by a state that few have': page({ filter: { states: ['error_publish'] } }),
    'filter by two states': page({ filter: { states: ['identified', 'needs_identification'] } }),
    'filter by completeness': page({ filter: { completenessMax: 39 } }),
    'filter unpublished': page({ filter: { hasUnpublishedChanges: true } }),
    'filter locked': page({ filter: { hasLocks: true } }),
    'search s': page({ filter: { search: 's' } }),
    'search th': page({ filter: { search: 'th' } }),
    'search gol': page({ filter: { search: 'gol' } }),
    'search golden river': page({ filter: { search: 'golden river' } }),
    'search a person': page({ filter: { search: 'first12 lastname3' } }),
    'search nothing there': page({ filter: { search: 'qqqqzz' } }),
    'count all': count({}),
    'count a filter': count({ states: ['identified'], completenessMin: 50 }),
    'count a broad search': count({ search: 'gol' }),
    'one film': () => call(core, 'items.get', { item: { type: 'movie', id: Math.floor(films / 2) } }),
  };
  // Hits are kept until something changes: each question starts cold, as the first after a keystroke does.
  const touch = core.internals.db.prepare(
    `INSERT INTO settings (key, value) VALUES ('bench', '1') ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
  const bare = core.internals.db.prepare('SELECT * FROM movies WHERE id BETWEEN ? AND ? + 99');
  const baseline = await timeEach(() => Promise.resolve(bare.all(films / 2, films / 2)), rounds);
  for (const [name, ask] of Object.entries(questions)) {
    const times = await timeEach(ask, rounds, () => touch.run());
    const figures = { name: `list: ${name}`, films, bound: 10, p50Ms: at(times, 0.5), p95Ms: at(times, 0.95) };
    process.stdout.write(
      `${JSON.stringify({ ...figures, ratioToBareRows: round(at(times, 0.5) / at(baseline, 0.5)) })}\n`,
    );
  }
} finally {
  await core.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

async function timeEach(
  ask: () => Promise<unknown>,
  times: number,
  before: () => unknown = () => undefined,
): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times + 3; i++) {
    before();
    const start = performance.now();
    await ask();
    if (i >= 3) taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b);
}

function at(sorted: number[], share: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
