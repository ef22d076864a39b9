import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** People and sets are searched from this many letters on: shorter beginnings would match half the library. */
const PEOPLE_FROM_LETTERS = 3;
/** At most this many people and sets are followed to their films, best match first. */
const PEOPLE_LIMIT = 100;

export interface SearchHits {
  /** Ids of the films that match, the trash included. */
  count: number;
  /** The same ids as a JSON array, for json_each. */
  idsJson: string;
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

/** The last searches of each connection: a page, its count and the pages after it ask for the same hits. */
const recent = new WeakMap<ReadDb, { version: number; hits: Map<string, SearchHits> }>();
const KEPT_SEARCHES = 8;

/** Films whose titles, people or set hold the words. Null when the search is empty. */
export function searchHits(db: ReadDb, search: string): SearchHits | null {
  const match = ftsQuery(search);
  if (match === null) return null;
  const version = prepare(db, 'movie.searchVersion', 'SELECT total_changes()').pluck().get() as number;
  let kept = recent.get(db);
  if (kept?.version !== version) {
    kept = { version, hits: new Map() };
    recent.set(db, kept);
  }
  const known = kept.hits.get(match);
  if (known !== undefined) return known;
  const hits = findHits(db, match);
  if (kept.hits.size >= KEPT_SEARCHES) kept.hits.clear();
  kept.hits.set(match, hits);
  return hits;
}

function findHits(db: ReadDb, match: string): SearchHits {
  const hasPeople = match.length >= PEOPLE_FROM_LETTERS + '""*'.length;
  const ids = prepare(db, 'movie.search', hasPeople ? `${TITLE_SQL} UNION ${PEOPLE_SQL}` : TITLE_SQL)
    .pluck()
    .all(hasPeople ? { match, people: PEOPLE_LIMIT } : { match }) as number[];
  return { count: ids.length, idsJson: JSON.stringify(ids) };
}
