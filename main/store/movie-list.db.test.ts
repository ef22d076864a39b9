import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MovieFilter, MovieSort } from '../../contract/movies.ts';
import { countMatching, pageIds, rowsById } from './movie-list.store.ts';
import type { WriteDb } from './open-database.ts';
import { indexNewest } from './search-index.ts';
import { openSampleDatabase, type SampleDatabase } from './__testing__/schema-sample.ts';
import { transaction } from './sql.ts';

const FILMS = 4_000;
const ALL = MovieFilter.parse({});
let sample: SampleDatabase;
let db: WriteDb;
/** The statements that the last call ran for the first time. */
let spied: string[] = [];

beforeAll(() => {
  sample = openSampleDatabase();
  db = sample.db as unknown as WriteDb;
  fill();
  indexNewest(db);
  sample.db.exec('ANALYZE');
});
afterAll(() => {
  sample.close();
});

function fill(): void {
  const library = sample.insert(`INSERT INTO libraries (name, type, path) VALUES ('Films', 'movies', '/films')`);
  const movie = sample.db.prepare(
    `INSERT INTO movies (library_id, title, sort_key, year, file_path, directory_path, base_name, completeness, plot_locked,
       has_unpublished_changes, created_at) VALUES (?, ?, ?, ?, ?, ?, 'f', ?, ?, ?, ?)`,
  );
  const actor = sample.db.prepare('INSERT INTO actors (name) VALUES (?)');
  const credit = sample.db.prepare('INSERT INTO movies_actors (movie_id, actor_id) VALUES (?, ?)');
  transaction(db, () => {
    for (let i = 0; i < 200; i++) actor.run(`Person ${String(i)}`);
    for (let i = 0; i < FILMS; i++) {
      const title = i % 400 === 0 ? `Rare Story ${String(i)}` : `Common Story ${String(i)}`;
      const { lastInsertRowid } = movie.run(
        library,
        title,
        title.toLowerCase().replace(/\d+/g, (n) => n.padStart(6, '0')),
        i % 7 === 0 ? null : 1900 + (i % 120),
        `/films/${String(i)}/f.mkv`,
        `/films/${String(i)}`,
        i % 101,
        i % 3 === 0 ? 1 : 0,
        i % 5 === 0 ? 1 : 0,
        new Date(1_600_000_000_000 + (i % 500) * 1_000).toISOString(),
      );
      credit.run(lastInsertRowid, 1 + (i % 200));
    }
  });
}

/**
 * How often the program of a statement reads a column from a table instead of an index. The plan alone does not tell:
 * SQLite does not call an index covering that holds a generated column, though it then reads only the index.
 */
function tableReads(sql: string): number {
  const steps = explain('EXPLAIN', sql) as { opcode: string; p1: number; p4: string | null }[];
  const tables = steps.filter((step) => step.opcode === 'OpenRead' && !String(step.p4).startsWith('k('));
  return steps.filter((step) => step.opcode === 'Column' && tables.some((table) => table.p1 === step.p1)).length;
}

function explain(how: string, sql: string): unknown[] {
  const names = [...new Set(sql.match(/@\w+/g))].map((name) => [name.slice(1), null]);
  return sample.db.prepare(`${how} ${sql}`).all(Object.fromEntries(names));
}

/** Runs `work` and answers the query plan of each statement it ran. */
function plansOf(work: () => unknown): string[] {
  spied = [];
  const { prepare } = sample.db;
  const original = prepare.bind(sample.db);
  sample.db.prepare = (sql: string) => {
    spied.push(sql);
    return original(sql);
  };
  try {
    work();
  } finally {
    sample.db.prepare = prepare;
  }
  const statements = [...spied];
  return statements.map((sql) =>
    (explain('EXPLAIN QUERY PLAN', sql) as { detail: string }[]).map((row) => row.detail).join('\n'),
  );
}

const page = (change: Partial<Parameters<typeof pageIds>[1]>): ReturnType<typeof pageIds> =>
  pageIds(db, { filter: ALL, sort: 'title', isDescending: false, after: null, offset: 0, limit: 100, ...change });

describe('the query plan of a page', () => {
  it.each(MovieSort.options.flatMap((sort) => [false, true].map((isDescending) => ({ sort, isDescending }))))(
    'sorted by $sort (descending: $isDescending) reads its index in order: it sorts nothing and looks into no table',
    ({ sort, isDescending }) => {
      const filter = MovieFilter.parse({
        libraryId: 1,
        completenessMin: 5,
        hasLocks: true,
        hasIssues: false,
        hasUnpublishedChanges: false,
        states: ['discovered'],
      });
      for (const after of [null, JSON.stringify(['a', 1])]) {
        for (const used of [ALL, filter]) {
          const plans = plansOf(() =>
            page({ sort, isDescending, after, filter: { ...used, completenessMax: after === null ? 99 : 98 } }),
          );
          expect(plans.join('\n')).toMatch(new RegExp(`USING (COVERING )?INDEX idx_movies_list_${sort}`));
          expect(spied.map(tableReads)).toEqual([0]);
          expect(plans.join('\n')).not.toContain('TEMP B-TREE');
        }
      }
    },
  );

  it('of a search with few hits looks the hits up by their ids', () => {
    const plans = plansOf(() => page({ filter: { ...ALL, search: 'rare' } }));
    const [hits, films] = [plans.find((plan) => plan.includes('movies_fts')), plans.at(-1)];
    expect(hits).toContain('VIRTUAL TABLE INDEX');
    expect(films).toContain('SEARCH m USING INTEGER PRIMARY KEY');
    expect(films).not.toContain('SCAN m');
  });

  it('of a search with many hits walks the list in order', () => {
    const plans = plansOf(() => page({ filter: { ...ALL, search: 'common' } }));
    expect(plans.at(-1)).toContain('COVERING INDEX idx_movies_list_title');
    expect(plans.at(-1)).not.toContain('USE TEMP B-TREE FOR ORDER BY');
  });

  it('of the count reads an index only', () => {
    const plans = plansOf(() => countMatching(db, { ...ALL, hasLocks: false, completenessMin: 3 }));
    expect(plans.join('\n')).toContain('INDEX idx_movies_list_');
    expect(spied.map(tableReads)).toEqual([0]);
  });

  it('of the rows looks everything up, and scans no table', () => {
    const plans = plansOf(() => rowsById(db, [1, 2, 3]));
    for (const line of plans.join('\n').split('\n')) {
      if (line.startsWith('SCAN')) expect(line).toMatch(/^SCAN wanted VIRTUAL TABLE/);
    }
    expect(plans.join('\n')).toContain('SEARCH m USING INTEGER PRIMARY KEY');
  });
});

describe('paging', () => {
  it.each(MovieSort.options.flatMap((sort) => [false, true].map((isDescending) => ({ sort, isDescending }))))(
    'by $sort (descending: $isDescending) names every film once, in the order of one large page',
    ({ sort, isDescending }) => {
      const whole = page({ sort, isDescending, limit: 500 });
      const found: number[] = [];
      let after: string | null = null;
      do {
        const next: ReturnType<typeof pageIds> = page({ sort, isDescending, after, limit: 333 });
        found.push(...next.ids);
        after = next.nextCursor;
      } while (after !== null);
      expect(found).toHaveLength(FILMS);
      expect(new Set(found).size).toBe(FILMS);
      expect(found.slice(0, 500)).toEqual(whole.ids);
      expect(page({ sort, isDescending, offset: 1_234, limit: 50 }).ids).toEqual(found.slice(1_234, 1_284));
    },
  );

  it('takes a cursor that is none for the beginning', () => {
    for (const after of ['', 'x', '{}', '[]', '[null,1]', '7']) {
      expect(page({ after, limit: 5 }).ids).toEqual(page({ limit: 5 }).ids);
    }
  });

  it('counts what it pages through', () => {
    for (const filter of [
      { search: 'rare' },
      { search: 'common' },
      { search: 'person 7' },
      { hasLocks: true },
      { search: 'story', hasLocks: true, completenessMax: 10 },
    ]) {
      const parsed = MovieFilter.parse(filter);
      expect(page({ filter: parsed, limit: FILMS }).ids).toHaveLength(countMatching(db, parsed));
      expect(countMatching(db, parsed)).toBeGreaterThan(0);
    }
  });

  it.each([
    '"',
    "'",
    '*',
    'a"b',
    'NOT',
    'OR OR',
    'title:x',
    '(',
    '^rare',
    'rare*',
    'NEAR(a b)',
    '\u0000',
    '-rare',
    '{}',
    '😀',
    'x'.repeat(200),
  ])('finds its way with the search %j', (search) => {
    expect(() => page({ filter: { ...ALL, search } })).not.toThrow();
    expect(() => countMatching(db, { ...ALL, search })).not.toThrow();
  });
});
