import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

export function seriesTitle(db: ReadDb, seriesId: number): string {
  const title = prepare(db, 'placement.series', 'SELECT title FROM series WHERE id = ?').pluck().get(seriesId);
  return (title as string | undefined) ?? '';
}

/** The row of a show's season; null when there is none, as of a season that nothing is known of but its number. */
export function seasonTitle(
  db: ReadDb,
  seriesId: number,
  seasonNumber: number,
): { id: number; title: string | null } | null {
  const row = prepare(
    db,
    'placement.season',
    'SELECT id, title FROM seasons WHERE series_id = ? AND season_number = ?',
  ).get(seriesId, seasonNumber) as { id: number; title: string | null } | undefined;
  return row ?? null;
}

/** Whether any live episode of the season has a file. */
export function hasEpisodeFiles(db: ReadDb, seriesId: number, seasonNumber: number): boolean {
  return (
    prepare(
      db,
      'placement.hasFiles',
      `SELECT 1 FROM episodes INDEXED BY idx_episodes_tree
       WHERE series_id = ? AND season_number = ? AND deleted_on IS NULL AND file_path IS NOT NULL LIMIT 1`,
    ).get(seriesId, seasonNumber) !== undefined
  );
}

/** The live episodes that one file holds, in order. */
export function episodesOfFile(
  db: ReadDb,
  seriesId: number,
  filePath: string,
): { id: number; title: string; season_number: number; episode_number: number }[] {
  return prepare(
    db,
    'placement.ofFile',
    `SELECT id, title, season_number, episode_number FROM episodes
     WHERE file_path = ? AND series_id = ? AND deleted_on IS NULL ORDER BY season_number, episode_number`,
  ).all(filePath, seriesId) as { id: number; title: string; season_number: number; episode_number: number }[];
}
