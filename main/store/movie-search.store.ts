import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** People and sets are searched from this many letters on: shorter beginnings would match half the library. */
const PEOPLE_FROM_LETTERS = 3;
/** At most this many people and sets are followed to their films, best match first. */
const PEOPLE_LIMIT = 100;

export interface SearchHits {
  /** Ids of all matching films when they are few; null when they are many, then `sql` selects them. */
  ids: number[] | null;
  sql: string;
  params: Record<string, string | number>;
}

/** An FTS5 query in which every word must occur and the last may be unfinished; null when there is no word. */
export function ftsQuery(search: string): string | null {
  const words = search.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu);
  if (words === null) return null;
  return words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ');
}

const TITLE_SQL = 'SELECT rowid FROM movies_fts WHERE movies_fts MATCH @match';
const PEOPLE_SQL = `
  SELECT ma.movie_id FROM movies_actors ma
    WHERE ma.actor_id IN (SELECT rowid FROM actors_fts WHERE actors_fts MATCH @match ORDER BY rank LIMIT @people)
  UNION SELECT md.movie_id FROM movies_directors md
    WHERE md.director_id IN (SELECT rowid FROM directors_fts WHERE directors_fts MATCH @match ORDER BY rank LIMIT @people)
  UNION SELECT ms.id FROM movies ms
    WHERE ms.set_id IN (SELECT rowid FROM sets_fts WHERE sets_fts MATCH @match ORDER BY rank LIMIT @people)`;

/** Films whose titles, people or set hold the words. Null when the search is empty. */
export function searchHits(db: ReadDb, search: string, fewAtMost: number): SearchHits | null {
  const match = ftsQuery(search);
  if (match === null) return null;
  const hasPeople = match.length >= PEOPLE_FROM_LETTERS + '""*'.length;
  const sql = hasPeople ? `${TITLE_SQL} UNION ${PEOPLE_SQL}` : TITLE_SQL;
  const params = hasPeople ? { match, people: PEOPLE_LIMIT } : { match };
  const ids = prepare(db, 'movie.search', `SELECT * FROM (${sql}) LIMIT @few`)
    .pluck()
    .all({ ...params, few: fewAtMost + 1 }) as number[];
  return { ids: ids.length <= fewAtMost ? ids : null, sql, params };
}
