import type { ReadDb } from './open-database.ts';
import { indexNewest } from './search-index.ts';
import { prepare } from './sql.ts';

/** People and sets are searched from this many letters on: shorter beginnings would match half the library. */
const PEOPLE_FROM_LETTERS = 3;
/** At most this many people and sets are followed to what they belong to, best match first. */
const PEOPLE_LIMIT = 100;

export interface SearchHits {
  /** How many films or shows match, the trash included. */
  count: number;
  /** Their ids as a JSON array, for json_each. */
  idsJson: string;
}

/** An FTS5 query in which every word must occur and the last may be unfinished; null when there is no word. */
export function ftsQuery(search: string): string | null {
  const words = search.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu);
  if (words === null) return null;
  return words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ');
}

/** What lists are of. */
export type Listed = 'movie' | 'series';

const TITLE_SQL: Readonly<Record<Listed, string>> = {
  movie: 'SELECT rowid FROM movies_fts WHERE movies_fts MATCH @match',
  series: 'SELECT rowid FROM series_fts WHERE series_fts MATCH @match',
};
const ACTORS = 'SELECT rowid FROM actors_fts WHERE actors_fts MATCH @match ORDER BY rank LIMIT @people';
const DIRECTORS = 'SELECT rowid FROM directors_fts WHERE directors_fts MATCH @match ORDER BY rank LIMIT @people';
const PEOPLE_SQL: Readonly<Record<Listed, string>> = {
  movie: `
  SELECT ma.movie_id FROM movies_actors ma
    WHERE ma.actor_id IN (${ACTORS})
  UNION SELECT md.movie_id FROM movies_directors md
    WHERE md.director_id IN (${DIRECTORS})
  UNION SELECT ms.id FROM movies ms
    WHERE ms.set_id IN (SELECT rowid FROM sets_fts WHERE sets_fts MATCH @match ORDER BY rank LIMIT @people)`,
  // Guests of an episode find its show.
  series: `
  SELECT sa.series_id FROM series_actors sa WHERE sa.actor_id IN (${ACTORS})
  UNION SELECT sd.series_id FROM series_directors sd WHERE sd.director_id IN (${DIRECTORS})
  UNION SELECT e.series_id FROM episodes_actors ea CROSS JOIN episodes e ON e.id = ea.episode_id
    WHERE ea.actor_id IN (${ACTORS}) AND e.deleted_on IS NULL
  UNION SELECT e.series_id FROM episodes_directors ed CROSS JOIN episodes e ON e.id = ed.episode_id
    WHERE ed.director_id IN (${DIRECTORS}) AND e.deleted_on IS NULL`,
};

/** The last searches of each connection: a page, its count and the pages after it ask for the same hits. */
const recent = new WeakMap<ReadDb, { version: number; hits: Map<string, SearchHits> }>();
const KEPT_SEARCHES = 8;

/** Films or shows whose titles, people or set hold the words. Null when the search is empty. */
export function searchHits(db: ReadDb, listed: Listed, search: string): SearchHits | null {
  const match = ftsQuery(search);
  if (match === null) return null;
  indexNewest(db);
  const version = prepare(db, 'list.searchVersion', 'SELECT total_changes()').pluck().get() as number;
  let kept = recent.get(db);
  if (kept?.version !== version) {
    kept = { version, hits: new Map() };
    recent.set(db, kept);
  }
  const known = kept.hits.get(`${listed} ${match}`);
  if (known !== undefined) return known;
  const hits = findHits(db, listed, match);
  if (kept.hits.size >= KEPT_SEARCHES) kept.hits.clear();
  kept.hits.set(`${listed} ${match}`, hits);
  return hits;
}

function findHits(db: ReadDb, listed: Listed, match: string): SearchHits {
  const hasPeople = match.length >= PEOPLE_FROM_LETTERS + '""*'.length;
  const titles = TITLE_SQL[listed];
  const ids = prepare(db, 'list.search', hasPeople ? `${titles} UNION ${PEOPLE_SQL[listed]}` : titles)
    .pluck()
    .all(hasPeople ? { match, people: PEOPLE_LIMIT } : { match }) as number[];
  return { count: ids.length, idsJson: JSON.stringify(ids) };
}
