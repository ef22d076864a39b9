import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Guess, IdentifiableRef } from '../../contract/identification.ts';
import {
  countWaiting,
  identificationOf,
  keepIdentification,
  pageWaiting,
  waitingAfter,
  type WaitingResult,
} from './identification.store.ts';
import type { WriteDb } from './open-database.ts';
import { openSampleDatabase, type SampleDatabase } from './__testing__/schema-sample.ts';
import { transaction } from './sql.ts';

let sample: SampleDatabase;
let db: WriteDb;
let films: number;
let shows: number;

beforeEach(() => {
  sample = openSampleDatabase();
  db = sample.db as unknown as WriteDb;
  films = sample.insert(`INSERT INTO libraries (name, type, path) VALUES ('Films', 'movies', '/films')`);
  shows = sample.insert(`INSERT INTO libraries (name, type, path) VALUES ('Shows', 'tvshows', '/shows')`);
});

afterEach(() => {
  sample.close();
});

const film = (title: string, state = 'needs_identification'): IdentifiableRef => ({
  type: 'movie',
  id: sample.insert(
    `INSERT INTO movies (library_id, title, sort_key, file_path, directory_path, base_name, state)
     VALUES (?, ?, lower(?), '/films/' || ? || '/f.mkv', '/films/' || ?, 'f', ?)`,
    films,
    title,
    title,
    title,
    title,
    state,
  ),
});
const show = (title: string): IdentifiableRef => ({
  type: 'series',
  id: sample.insert(
    `INSERT INTO series (library_id, title, sort_key, directory_path, state)
     VALUES (?, ?, lower(?), '/shows/' || ?, 'needs_identification')`,
    shows,
    title,
    title,
    title,
  ),
});

const guess = (confidence: number): Guess => ({
  provider: 'tmdb',
  title: 'Alien',
  originalTitle: null,
  year: 1979,
  runtimeMinutes: 117,
  overview: null,
  posterUrl: null,
  tmdbId: 348,
  tvdbId: null,
  imdbId: null,
  confidence,
  parts: [],
});
const found = (...confidences: number[]): WaitingResult => ({
  reason: confidences.length === 0 ? 'nothing' : 'ambiguous',
  message: null,
  problem: null,
  guesses: confidences.map(guess),
});
const keep = (item: IdentifiableRef, result: WaitingResult): void => {
  keepIdentification(db, item, item.type === 'movie' ? films : shows, result);
};
const ids = (libraryId: number | null = null): string[] =>
  waitingAfter(db, { libraryId, after: 0, limit: 100 }).map(({ item: { type, id } }) => `${type} ${String(id)}`);

describe('the inbox', () => {
  it('lists best guesses first, what nobody has searched for last, page by page', () => {
    const [unasked, weak, best, nothing] = [film('Unasked'), film('Weak'), show('Best'), film('Nothing')];
    const unaskedShow = show('Unasked');
    film('Known', 'identified');
    keep(weak, found(40));
    keep(best, found(90, 60));
    keep(nothing, found());
    const seen: string[] = [];
    let after: number | null = null;
    do {
      const page = pageWaiting(db, { libraryId: null, after, limit: 2 });
      seen.push(...page.items.map(({ title, item }) => `${title} ${item.type}`));
      expect(page.items.length).toBeLessThanOrEqual(2);
      after = page.nextAfter;
    } while (after !== null);
    expect(seen).toEqual(['Best series', 'Weak movie', 'Nothing movie', 'Unasked movie', 'Unasked series']);
    expect(countWaiting(db, null)).toBe(5);
    expect(countWaiting(db, films)).toBe(3);
    expect(ids(shows)).toEqual([`series ${String(best.id)}`, `series ${String(unaskedShow.id)}`]);
    expect(pageWaiting(db, { libraryId: films, after: null, limit: 9 }).items.map(({ item }) => item.id)).toEqual([
      weak.id,
      nothing.id,
      unasked.id,
    ]);
  });

  it('has the whole of the last search', () => {
    const item = film('Alien');
    keep(item, { reason: 'conflict', message: 'Ids disagree.', problem: null, guesses: [guess(50)] });
    const [entry] = pageWaiting(db, { libraryId: null, after: null, limit: 5 }).items;
    expect(entry).toMatchObject({
      item,
      title: 'Alien',
      libraryId: films,
      filePath: '/films/Alien/f.mkv',
      libraryPath: '/films',
      reason: 'conflict',
      message: 'Ids disagree.',
      guesses: [guess(50)],
    });
    keep(item, found(70));
    expect(identificationOf(db, item)).toMatchObject({ reason: 'ambiguous', message: null, guesses: [guess(70)] });
  });

  it('forgets what was identified, however that came about, and what is deleted', () => {
    const [settled, gone] = [film('Settled'), film('Gone')];
    keep(settled, found(70));
    keep(gone, found(70));
    sample.db.exec(`UPDATE movies SET state = 'identified' WHERE id = ${String(settled.id)}`);
    sample.db.exec(`DELETE FROM movies WHERE id = ${String(gone.id)}`);
    expect(sample.list('SELECT entity_id FROM identifications')).toEqual([]);
    expect(countWaiting(db, null)).toBe(0);
  });

  it('leaves out what is in the trash, and follows an item to another library', () => {
    const [trashed, moved] = [film('Trashed'), film('Moved')];
    const other = sample.insert(`INSERT INTO libraries (name, type, path) VALUES ('More', 'movies', '/more')`);
    keep(trashed, found(70));
    keep(moved, found(60));
    sample.db.exec(`UPDATE movies SET deleted_on = '2030-01-01T00:00:00.000Z' WHERE id = ${String(trashed.id)}`);
    sample.db.exec(`UPDATE movies SET library_id = ${String(other)} WHERE id = ${String(moved.id)}`);
    expect(ids()).toEqual([`movie ${String(moved.id)}`]);
    expect(ids(other)).toEqual(ids());
    expect(ids(films)).toEqual([]);
  });
});

describe('with very many items', () => {
  it('reads pages and counts from indexes, in order', () => {
    transaction(db, () => {
      for (let i = 0; i < 2_000; i++) {
        const item = film(`Film ${String(i)}`);
        if (i % 2 === 0) keep(item, found(i % 90));
      }
    });
    sample.db.exec('ANALYZE');
    const plans = plansOf(() => {
      for (const libraryId of [null, films]) {
        countWaiting(db, libraryId);
        pageWaiting(db, { libraryId, after: null, limit: 50 });
        pageWaiting(db, { libraryId, after: 101 * 2 ** 44 + 40, limit: 50 });
      }
    });
    expect(plans.join('\n')).not.toContain('TEMP B-TREE');
    expect(plans.join('\n')).not.toMatch(/SCAN (?!\w+ USING (COVERING )?INDEX)/);
    for (const plan of plans.filter((text) => text.includes('_waiting'))) expect(plan).toContain('COVERING INDEX');
    expect(plans.some((plan) => plan.includes('idx_identifications_rank (rank>?)'))).toBe(true);
    expect(plans.some((plan) => plan.includes('idx_identifications_library (library_id=? AND rank>?)'))).toBe(true);
  });
});

/** The query plan of each statement that `work` prepares. */
function plansOf(work: () => void): string[] {
  const spied: string[] = [];
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
  return spied.map((sql) => {
    const names = [...new Set(sql.match(/@\w+/g))].map((name) => [name.slice(1), null]);
    const statement = original(`EXPLAIN QUERY PLAN ${sql}`);
    const rows = sql.includes('?')
      ? statement.all(...(sql.match(/\?/g) ?? []).map(() => null))
      : statement.all(Object.fromEntries(names));
    return (rows as { detail: string }[]).map((row) => row.detail).join('\n');
  });
}
