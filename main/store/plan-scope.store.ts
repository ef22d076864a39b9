import type { ItemRef } from '../../contract/primitives.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** Where a listing goes on: after this row. */
export interface ListedAfter {
  sortKey: string;
  id: number;
}

const START: ListedAfter = { sortKey: '', id: 0 };

/** Live films or shows of a library by title, some after another. */
export function listedItems(
  db: ReadDb,
  type: 'movie' | 'series',
  libraryId: number,
  limit: number,
  after: ListedAfter | null,
): (ListedAfter & ItemRef)[] {
  const rows = prepare(
    db,
    `planScope.${type}`,
    `SELECT id, sort_key AS sortKey FROM ${type === 'movie' ? 'movies' : 'series'}
     WHERE library_id = @libraryId AND deleted_on IS NULL AND (sort_key, id) > (@sortKey, @id)
     ORDER BY sort_key, id LIMIT @limit`,
  ).all({ libraryId, limit, ...(after ?? START) }) as ListedAfter[];
  return rows.map((row) => ({ ...row, type }));
}

/**
 * A show's seasons and episodes that can be published, specials last, each season before its episodes. Episodes in one
 * file are there once, as the first of them. `season` null for all.
 */
export function publishableBelow(db: ReadDb, seriesId: number, season: number | null): ItemRef[] {
  return prepare(
    db,
    'planScope.below',
    `SELECT type, id FROM (
       SELECT 'season' AS type, id, season_number AS season, -1 AS episode FROM seasons WHERE series_id = @seriesId
       UNION ALL
       SELECT 'episode', e.id, e.season_number, e.episode_number FROM episodes e
       WHERE e.series_id = @seriesId AND e.deleted_on IS NULL AND e.file_path IS NOT NULL
         AND NOT EXISTS (
           SELECT 1 FROM episodes o
           WHERE o.file_path = e.file_path AND o.series_id = e.series_id AND o.deleted_on IS NULL
             AND (o.season_number, o.episode_number) < (e.season_number, e.episode_number)))
     WHERE @season IS NULL OR season = @season
     ORDER BY season = 0, season, episode`,
  ).all({ seriesId, season }) as ItemRef[];
}
