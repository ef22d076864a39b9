import type { MediaState } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** A row of `seasons`. Lock columns and generated ones are read through the index signature. */
export interface SeasonRecord {
  id: number;
  series_id: number;
  /** 0 are the specials. */
  season_number: number;
  title: string | null;
  directory_path: string | null;
  nfo_path: string | null;
  nfo_hash: string | null;
  state: MediaState;
  completeness: number;
  has_unpublished_changes: number;
  updated_at: string;
  [column: string]: string | number | null;
}

/** A show's seasons by number. */
export function seasonsOf(db: ReadDb, seriesId: number): SeasonRecord[] {
  return prepare(db, 'season.of', 'SELECT * FROM seasons WHERE series_id = ? ORDER BY season_number').all(
    seriesId,
  ) as SeasonRecord[];
}

export function findSeason(db: ReadDb, seriesId: number, seasonNumber: number): SeasonRecord | null {
  const row = prepare(db, 'season.find', 'SELECT * FROM seasons WHERE series_id = ? AND season_number = ?').get(
    seriesId,
    seasonNumber,
  ) as SeasonRecord | undefined;
  return row ?? null;
}

/** The season's row, made when there is none. */
export function ensureSeason(db: WriteDb, seriesId: number, seasonNumber: number): SeasonRecord {
  prepare(
    db,
    'season.ensure',
    'INSERT INTO seasons (series_id, season_number) VALUES (?, ?) ON CONFLICT (series_id, season_number) DO NOTHING',
  ).run(seriesId, seasonNumber);
  const season = findSeason(db, seriesId, seasonNumber);
  if (season === null) throw new Error('A season that was just added is not there.');
  return season;
}
