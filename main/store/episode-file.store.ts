import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** Ids of a show's live episodes that one file holds, by season and number. */
export function episodesInFile(db: ReadDb, seriesId: number, filePath: string): number[] {
  return prepare(
    db,
    'episode.inFile',
    `SELECT id FROM episodes WHERE series_id = ? AND file_path = ? AND deleted_on IS NULL
     ORDER BY season_number, episode_number, id`,
  )
    .pluck()
    .all(seriesId, filePath) as number[];
}
