import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SeriesFilter, type SeriesRow, SeriesSort } from '../../contract/series.ts';
import { addShow, type ShowIds } from '../__testing__/test-shows.ts';
import { updateItem } from './item.store.ts';
import { indexNewest } from './search-index.ts';
import { openSampleDatabase, type SampleDatabase } from './__testing__/schema-sample.ts';
import type { WriteDb } from './open-database.ts';
import { setActors } from './people.store.ts';
import { countSeries, type SeriesPageRequest, seriesPageIds, seriesRowsById } from './series-list.store.ts';
import { treeEpisodes, treeSeasons } from './series-tree.store.ts';
import { transaction } from './sql.ts';

const SHOWS = 600;
const ALL = SeriesFilter.parse({});
let sample: SampleDatabase;
let db: WriteDb;
let pines: ShowIds;
let tides: ShowIds;
let spied: string[] = [];

beforeAll(() => {
  sample = openSampleDatabase();
  db = sample.db as unknown as WriteDb;
  transaction(db, () => {
    for (let i = 0; i < SHOWS; i++) {
      addShow(db, {
        title: `Common Story ${String(i).padStart(4, '0')}`,
        seasons: [1],
        columns: { year: i % 7 === 0 ? null : 1950 + (i % 70), completeness: i % 101 },
        episodes: Array.from({ length: i % 5 }, (_, k) => ({ season: 1, episode: k + 1, file: `${String(k)}.mkv` })),
      });
    }
    pines = addShow(db, {
      title: 'Hollow Pines',
      seasons: [0, 1, 2],
      columns: { year: 2001, mpaa: 'TV-14', series_status: 'Ended' },
      episodes: [
        { season: 0, episode: 1 },
        { season: 0, episode: 2, file: 'S00E02.mkv' },
        { season: 1, episode: 1, file: 'S01E01-02.mkv' },
        { season: 1, episode: 2, file: 'S01E01-02.mkv' },
        { season: 1, episode: 3, columns: { aired: '2001-03-01' } },
        { season: 1, episode: 4, columns: { aired: '2999-01-01' } },
        { season: 1, episode: 5 },
        { season: 4, episode: 1, file: 'S04E01.mkv', columns: { deleted_on: '2999-01-01T00:00:00.000Z' } },
        { season: 5, episode: 1, file: 'S05E01.mkv' },
      ],
    });
    tides = addShow(db, {
      title: 'Élan & Tides',
      seasons: [1],
      episodes: [{ season: 1, episode: 1, file: 'a.mkv', columns: { thumb_locked: 1 } }],
    });
    const person = (name: string) => [{ name, role: null, tmdbId: null, thumbUrl: null }];
    setActors(db, { type: 'series', id: pines.series }, person('Rosalind Quarr'));
    setActors(db, { type: 'episode', id: pines.episodes['1x01'] ?? 0 }, person('Imre Guest'));
  });
  indexNewest(db);
  sample.db.exec('ANALYZE');
});
afterAll(() => {
  sample.close();
});

/** Reads of a table's column, by alias, that a statement's program has; see movie-list.db.test.ts. */
function tableReads(sql: string): number {
  const steps = explain('EXPLAIN', sql) as { opcode: string; p1: number; p4: string | null }[];
  const tables = steps.filter((step) => step.opcode === 'OpenRead' && !String(step.p4).startsWith('k('));
  return steps.filter((step) => step.opcode === 'Column' && tables.some((table) => table.p1 === step.p1)).length;
}

function explain(how: string, sql: string): unknown[] {
  const names = [...new Set(sql.match(/@\w+/g))].map((name) => [name.slice(1), null]);
  const statement = sample.db.prepare(`${how} ${sql}`);
  if (names.length > 0) return statement.all(Object.fromEntries(names));
  return sql.includes('?') ? statement.all(1) : statement.all();
}

function plansOf(work: () => unknown): string {
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
  return [...spied]
    .map((sql) => (explain('EXPLAIN QUERY PLAN', sql) as { detail: string }[]).map((row) => row.detail).join('\n'))
    .join('\n');
}

const page = (change: Partial<SeriesPageRequest>): ReturnType<typeof seriesPageIds> =>
  seriesPageIds(db, { filter: ALL, sort: 'title', isDescending: false, after: null, offset: 0, limit: 100, ...change });
const found = (filter: Partial<SeriesFilter>): number[] => page({ filter: { ...ALL, ...filter }, limit: 500 }).ids;
const row = (id: number): SeriesRow => {
  const [first] = seriesRowsById(db, [id]);
  if (first === undefined) throw new Error('no such show');
  return first;
};

const DIRECTIONS = SeriesSort.options.flatMap((sort) => [false, true].map((isDescending) => ({ sort, isDescending })));

describe('the query plan', () => {
  it.each(DIRECTIONS.filter(({ sort }) => sort !== 'episodes'))(
    'of a page by $sort (descending: $isDescending) reads its index in order and no table',
    ({ sort, isDescending }) => {
      for (const after of [null, JSON.stringify(['a', 1])]) {
        for (const filter of [{}, { libraryId: 1, completenessMin: 5, states: ['discovered' as const] }]) {
          const used = { ...ALL, ...filter, completenessMax: after === null ? 99 : 98 };
          const plans = plansOf(() => page({ sort, isDescending, after, filter: used }));
          expect(plans).toMatch(new RegExp(`USING (COVERING )?INDEX idx_series_list_${sort}`));
          expect(spied.map(tableReads)).toEqual([0]);
          expect(plans).not.toContain('TEMP B-TREE');
        }
      }
    },
  );

  it('of what is asked of all levels looks episodes up in an index, and never scans them', () => {
    for (const filter of [
      { hasUnpublishedChanges: true },
      { hasLocks: true },
      { hasIssues: false },
      { hasMissingEpisodes: true },
    ]) {
      const plans = plansOf(() => page({ filter: { ...ALL, ...filter, completenessMin: 1 } }));
      expect(plans).toMatch(/SEARCH e USING (COVERING )?INDEX idx_episodes_/);
      expect(plans).not.toMatch(/SCAN (e|n|episodes|seasons)\b/);
      expect(plans).not.toContain('TEMP B-TREE');
    }
  });

  it('of a search looks the hits up by their ids', () => {
    const plans = plansOf(() => page({ filter: { ...ALL, search: 'hollow pi' } }));
    expect(plans).toContain('VIRTUAL TABLE INDEX');
    expect(plans).toContain('SEARCH s USING INTEGER PRIMARY KEY');
    expect(plans).not.toMatch(/SCAN (s|e|series|episodes|series_actors|sa|ea)\b/);
  });

  it('of the rows passes over the episodes’ index once, and scans no table', () => {
    const plans = plansOf(() => seriesRowsById(db, [1, 2, 3]));
    for (const line of plans.split('\n').filter((text) => text.startsWith('SCAN'))) {
      expect(line).toMatch(/^SCAN (wanted VIRTUAL TABLE|b|n|\(subquery)/);
    }
    expect(plans).toContain('INDEX idx_episodes_tree (series_id=?');
    expect(plans).toContain('SEARCH s USING INTEGER PRIMARY KEY');
  });

  it('of a tree reads the episodes in order by the index of the tree', () => {
    const plans = plansOf(() => treeEpisodes(db, pines.series));
    expect(spied).toHaveLength(1);
    expect(plans).toMatch(/SEARCH e USING (COVERING )?INDEX idx_episodes_tree \(series_id=\?\)/);
    expect(plans.split('\n').filter((line) => line.startsWith('SCAN'))).toEqual([]);
    expect(plansOf(() => treeSeasons(db, pines.series))).toContain('INDEX idx_seasons_series');
  });
});

describe('paging', () => {
  it.each(DIRECTIONS)(
    'by $sort (descending: $isDescending) names every show once, in the order of one large page',
    ({ sort, isDescending }) => {
      const whole = page({ sort, isDescending, limit: 1_000 }).ids;
      const pieces: number[] = [];
      let after: string | null = null;
      do {
        const next: ReturnType<typeof seriesPageIds> = page({ sort, isDescending, after, limit: 77 });
        pieces.push(...next.ids);
        after = next.nextCursor;
      } while (after !== null);
      expect(pieces).toEqual(whole);
      expect(new Set(pieces).size).toBe(SHOWS + 2);
      expect(page({ sort, isDescending, offset: 123, limit: 50 }).ids).toEqual(whole.slice(123, 173));
    },
  );

  it('by episodes has those with the most files first or last', () => {
    const counts = seriesRowsById(db, page({ sort: 'episodes', isDescending: true, limit: 500 }).ids).map(
      (show) => show.episodeCount,
    );
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts[0]).toBe(4);
  });

  it.each(['"', '*', 'NOT', 'title:x', '(', '\u0000', '😀', 'x'.repeat(200)])('survives the search %j', (search) => {
    expect(() => page({ filter: { ...ALL, search } })).not.toThrow();
    expect(() => countSeries(db, { ...ALL, search })).not.toThrow();
  });

  it('takes a cursor that is none for the beginning', () => {
    for (const after of ['', '{}', '[null,1]']) expect(page({ after, limit: 5 }).ids).toEqual(page({ limit: 5 }).ids);
  });
});

describe('filters', () => {
  it.each([
    ['hollow', 'pines'],
    ['pines hol', 'pines'],
    ['elan', 'tides'],
    ['rosalind qu', 'pines'],
    ['imre', 'pines'],
    ['é', 'tides'],
  ])('the search %j finds %s', (search, show) => {
    expect(found({ search })).toEqual([show === 'pines' ? pines.series : tides.series]);
    expect(countSeries(db, { ...ALL, search })).toBe(1);
  });

  it('one letter finds the titles that begin with it', () => {
    expect(found({ search: 'h' })).toEqual([pines.series]);
  });

  it('missing episodes are those that have aired, have no file and are no specials', () => {
    expect(found({ hasMissingEpisodes: true })).toEqual([pines.series]);
    expect(found({ hasMissingEpisodes: false, search: 'hollow' })).toEqual([]);
  });

  it('locks, problems and changes count wherever below the show they are', () => {
    expect(found({ hasLocks: true })).toEqual([tides.series]);
    const season = { type: 'season' as const, id: pines.seasons[2] ?? 0 };
    const episode = { type: 'episode' as const, id: pines.episodes['0x02'] ?? 0 };
    updateItem(db, season, { plot_locked: 1, has_unpublished_changes: 1 });
    updateItem(db, episode, { scan_issues: JSON.stringify([{ code: 'x', message: 'X.', path: null }]) });
    expect(new Set(found({ hasLocks: true }))).toEqual(new Set([tides.series, pines.series]));
    expect(found({ hasUnpublishedChanges: true })).toEqual([pines.series]);
    expect(found({ hasIssues: true })).toEqual([pines.series]);
    expect(found({ hasIssues: false, search: 'hollow' })).toEqual([]);
    expect(row(pines.series)).toMatchObject({ isLocked: true, hasUnpublishedChanges: true, issueCount: 1 });
    updateItem(db, season, { plot_locked: 0, has_unpublished_changes: 0 });
    updateItem(db, episode, { scan_issues: '[]' });
    expect(row(pines.series)).toMatchObject({ isLocked: false, hasUnpublishedChanges: false, issueCount: 0 });
  });

  it('counts what it pages through', () => {
    for (const filter of [{ search: 'story' }, { completenessMin: 40, completenessMax: 60 }, { hasLocks: true }]) {
      const parsed = SeriesFilter.parse(filter);
      expect(page({ filter: parsed, limit: 1_000 }).ids).toHaveLength(countSeries(db, parsed));
      expect(countSeries(db, parsed)).toBeGreaterThan(0);
    }
  });

  it('keeps the trash apart', () => {
    updateItem(db, { type: 'series', id: tides.series }, { deleted_on: '2999-01-01T00:00:00.000Z' });
    expect(found({ isDeleted: true })).toEqual([tides.series]);
    expect(found({ search: 'elan' })).toEqual([]);
    expect(found({ search: 'elan', isDeleted: true })).toEqual([tides.series]);
    expect(countSeries(db, ALL)).toBe(SHOWS + 1);
    updateItem(db, { type: 'series', id: tides.series }, { deleted_on: null });
  });
});

describe('a row', () => {
  it('counts seasons without the specials, episodes with a file, and what is missing', () => {
    expect(row(pines.series)).toMatchObject({
      title: 'Hollow Pines',
      year: 2001,
      mpaa: 'TV-14',
      status: 'Ended',
      seasonCount: 3,
      episodeCount: 4,
      missingCount: 1,
      posterHash: null,
      directoryPath: '/invented/Shows/Hollow Pines',
    });
  });

  it('comes in the order asked for, without those that do not exist', () => {
    expect(seriesRowsById(db, [tides.series, 9_999, pines.series]).map((show) => show.id)).toEqual([
      tides.series,
      pines.series,
    ]);
  });
});
