import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

export interface KnownIds {
  tmdbId: number | null;
  tvdbId: number | null;
  imdbId: string | null;
}

/** What films or shows are known by at the providers, by row id. */
export function providerIdsOf(
  db: ReadDb,
  type: 'movie' | 'series',
  ids: readonly number[],
): ReadonlyMap<number, KnownIds> {
  const table = type === 'movie' ? 'movies' : 'series';
  const rows = prepare(
    db,
    'providerIds.of',
    `SELECT id, tmdb_id AS tmdbId, tvdb_id AS tvdbId, imdb_id AS imdbId FROM ${table}
     WHERE id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids)) as (KnownIds & { id: number })[];
  return new Map(rows.map(({ id, ...known }) => [id, known]));
}
