import type { ItemRef, ItemType, MediaState } from '../../contract/primitives.ts';
import { itemTable, requireWritable } from './item-columns.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/**
 * A row of `movies`, `series`, `seasons`, `episodes` or `sets`. What its table has no column for is null. Values and locks are
 * read through the index signature by the columns that ITEM_FIELDS names.
 */
export interface ItemRecord {
  type: ItemType;
  id: number;
  /** Of the show, for seasons and episodes; of a set that of its first film, 0 without films. */
  library_id: number;
  /** Null or '' for a season or an episode that nothing names; of a set its name. */
  title: string | null;
  state: MediaState;
  completeness: number;
  has_unpublished_changes: number;
  last_published_at: string | null;
  published_nfo_hash: string | null;
  nfo_path: string | null;
  nfo_hash: string | null;
  scan_issues: string;
  error_message: string | null;
  /** The item's own folder; null for episodes, and for seasons whose episodes lie in the show's folder. */
  directory_path: string | null;
  /** Main video; null for shows, seasons and missing episodes. */
  file_path: string | null;
  /** Name of the main video without extension; '' where there is none. */
  base_name: string;
  set_id: number | null;
  series_id: number | null;
  season_number: number | null;
  episode_number: number | null;
  series_directory_path: string | null;
  /** Its own; a show in the trash leaves the rows below it as they are. */
  deleted_on: string | null;
  deleted_reason: 'missing' | 'user' | 'library' | null;
  series_deleted_on: string | null;
  created_at: string;
  updated_at: string;
  [column: string]: string | number | null;
}

const NO_SHOW = `NULL AS series_id, NULL AS season_number, NULL AS episode_number, NULL AS series_directory_path,
  NULL AS series_deleted_on`;
const SHOW = 'sh.library_id, sh.directory_path AS series_directory_path, sh.deleted_on AS series_deleted_on';

const SELECT: Readonly<Record<ItemType, string>> = {
  movie: `SELECT 'movie' AS type, i.*, ${NO_SHOW} FROM movies i`,
  series: `SELECT 'series' AS type, i.*, ${NO_SHOW}, NULL AS file_path, '' AS base_name, NULL AS set_id FROM series i`,
  season: `SELECT 'season' AS type, i.*, ${SHOW}, NULL AS episode_number, NULL AS file_path, '' AS base_name,
      NULL AS set_id, NULL AS deleted_on, NULL AS deleted_reason
    FROM seasons i JOIN series sh ON sh.id = i.series_id`,
  episode: `SELECT 'episode' AS type, i.*, ${SHOW}, NULL AS directory_path, NULL AS set_id
    FROM episodes i JOIN series sh ON sh.id = i.series_id`,
  set: `SELECT 'set' AS type, i.*, ${NO_SHOW}, i.name AS title, NULL AS file_path, '' AS base_name, NULL AS set_id,
      coalesce((SELECT m.library_id FROM movies m WHERE m.set_id = i.id AND m.deleted_on IS NULL ORDER BY m.id LIMIT 1), 0)
        AS library_id
    FROM sets i`,
};

/** The item, live or in the trash; null when there is none. */
export function getItem(db: ReadDb, ref: ItemRef): ItemRecord | null {
  const row = prepare(db, 'item.get', `${SELECT[ref.type]} WHERE i.id = ?`).get(ref.id) as ItemRecord | undefined;
  return row ?? null;
}

/** Writes the given columns and `updated_at`. Does nothing when there are none. */
export function updateItem(db: WriteDb, ref: ItemRef, columns: Record<string, string | number | null>): void {
  const names = Object.keys(columns).sort();
  if (names.length === 0) return;
  requireWritable(ref.type, names);
  const sets = names.map((name) => `${name} = @${name}`).join(', ');
  prepare(db, 'item.update', `UPDATE ${itemTable(ref.type)} SET ${sets}, updated_at = @now WHERE id = @id`).run({
    ...columns,
    id: ref.id,
    now: nowTimestamp(),
  });
}

/** Ids of a kind's live items, in the order they came. */
export function liveItemIds(db: ReadDb, type: ItemType): number[] {
  const source = {
    movie: 'SELECT id FROM movies WHERE deleted_on IS NULL ORDER BY id',
    series: 'SELECT id FROM series WHERE deleted_on IS NULL ORDER BY id',
    season: `SELECT s.id FROM seasons s JOIN series sh ON sh.id = s.series_id WHERE sh.deleted_on IS NULL ORDER BY s.id`,
    episode: `SELECT e.id FROM episodes e JOIN series sh ON sh.id = e.series_id
      WHERE e.deleted_on IS NULL AND sh.deleted_on IS NULL ORDER BY e.id`,
    set: 'SELECT id FROM sets WHERE deleted_on IS NULL ORDER BY id',
  }[type];
  return prepare(db, 'item.liveIds', source).pluck().all() as number[];
}
