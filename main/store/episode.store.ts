import type { MediaState } from '../../contract/primitives.ts';
import { requireWritable } from './item-columns.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A row of `episodes`. Lock columns and generated ones are read through the index signature. */
export interface EpisodeRecord {
  id: number;
  series_id: number;
  season_number: number;
  episode_number: number;
  absolute_number: number | null;
  aired: string | null;
  title: string;
  /** Null for a missing episode; several episodes may share a file. */
  file_path: string | null;
  base_name: string;
  tmdb_id: number | null;
  tvdb_id: number | null;
  imdb_id: string | null;
  nfo_path: string | null;
  nfo_hash: string | null;
  state: MediaState;
  completeness: number;
  has_unpublished_changes: number;
  deleted_on: string | null;
  deleted_reason: 'missing' | 'user' | 'library' | null;
  updated_at: string;
  [column: string]: string | number | null;
}

/** All episodes of a show: live ones first, each kind by season and number. */
export function episodesOf(db: ReadDb, seriesId: number): EpisodeRecord[] {
  return prepare(
    db,
    'episode.of',
    `SELECT * FROM episodes WHERE series_id = ? ORDER BY deleted_on IS NOT NULL, season_number, episode_number, id DESC`,
  ).all(seriesId) as EpisodeRecord[];
}

export interface NewEpisode {
  seriesId: number;
  seasonNumber: number;
  episodeNumber: number;
}

/** Adds an episode with all that its own row holds; columns left out take their defaults. Answers its id. */
export function insertEpisode(
  db: WriteDb,
  episode: NewEpisode,
  columns: Record<string, string | number | null> = {},
): number {
  const names = Object.keys(columns).sort();
  requireWritable('episode', names);
  const { lastInsertRowid } = prepare(
    db,
    'episode.insert',
    `INSERT INTO episodes (series_id, season_number, episode_number, ${names.map((name) => `${name}, `).join('')}date_added)
     VALUES (@seriesId, @seasonNumber, @episodeNumber, ${names.map((name) => `@${name}, `).join('')}@now)`,
  ).run({ ...columns, ...episode, now: nowTimestamp() });
  return Number(lastInsertRowid);
}

/** Soft delete of single episodes. */
export function softDeleteEpisodes(
  db: WriteDb,
  ids: readonly number[],
  deletedOn: string,
  reason: 'missing' | 'user' | 'library',
): number {
  return prepare(
    db,
    'episode.softDelete',
    `UPDATE episodes SET deleted_on = ?, deleted_reason = ?, updated_at = ?
     WHERE deleted_on IS NULL AND id IN (SELECT value FROM json_each(?))`,
  ).run(deletedOn, reason, nowTimestamp(), JSON.stringify(ids)).changes;
}

/**
 * Episodes whose file is gone. Those that a provider knows stay as missing ones, the others go to the trash, whence the
 * same number brings them back with everything.
 */
export function loseEpisodeFiles(db: WriteDb, ids: readonly number[], deletedOn: string): number {
  const json = JSON.stringify(ids);
  const now = nowTimestamp();
  const missing = prepare(
    db,
    'episode.becomeMissing',
    `UPDATE episodes SET file_path = NULL, nfo_path = NULL, updated_at = ?
     WHERE deleted_on IS NULL AND id IN (SELECT value FROM json_each(?))
       AND EXISTS (SELECT 1 FROM provider_records p WHERE p.entity_type = 'episode' AND p.entity_id = episodes.id)`,
  ).run(now, json).changes;
  const trashed = prepare(
    db,
    'episode.trashLost',
    `UPDATE episodes SET deleted_on = ?, deleted_reason = 'missing', updated_at = ?
     WHERE deleted_on IS NULL AND file_path IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
  ).run(deletedOn, now, json).changes;
  return missing + trashed;
}

/** Who set what tells an episode apart from others, of all episodes of a show: `<id> <field>` → source. */
export function episodeOrigins(db: ReadDb, seriesId: number): Map<string, string> {
  const rows = prepare(
    db,
    'episode.origins',
    `SELECT p.entity_id AS id, p.field, p.source FROM field_provenance p
     WHERE p.entity_type = 'episode' AND p.entity_id IN (SELECT id FROM episodes WHERE series_id = ?)
       AND p.field IN ('title', 'aired', 'absolute_number')`,
  ).all(seriesId) as { id: number; field: string; source: string }[];
  return new Map(rows.map(({ id, field, source }) => [`${String(id)} ${field}`, source]));
}

/** Brings back an episode that went because its file did, as a missing one. Null when none of that number did. */
export function reviveMissingEpisode(db: WriteDb, episode: NewEpisode): number | null {
  const id = prepare(
    db,
    'episode.revive',
    `UPDATE episodes SET deleted_on = NULL, deleted_reason = NULL, file_path = NULL, nfo_path = NULL, updated_at = @now
     WHERE id = (SELECT max(id) FROM episodes WHERE series_id = @seriesId AND season_number = @seasonNumber
       AND episode_number = @episodeNumber AND deleted_on IS NOT NULL AND deleted_reason = 'missing')
     RETURNING id`,
  )
    .pluck()
    .get({ ...episode, now: nowTimestamp() });
  return (id as number | undefined) ?? null;
}

/** Puts missing episodes away that no provider knows any more and that nobody has touched. */
export function dropUnknownEpisodes(db: WriteDb, seriesId: number, deletedOn: string): number {
  return prepare(
    db,
    'episode.dropUnknown',
    `UPDATE episodes SET deleted_on = ?, deleted_reason = 'missing', updated_at = ?
     WHERE series_id = ? AND deleted_on IS NULL AND file_path IS NULL AND lock_count = 0
       AND NOT EXISTS (SELECT 1 FROM provider_records p WHERE p.entity_type = 'episode' AND p.entity_id = episodes.id)
       AND NOT EXISTS (SELECT 1 FROM field_provenance p WHERE p.entity_type = 'episode' AND p.entity_id = episodes.id
         AND p.source = 'user')`,
  ).run(deletedOn, nowTimestamp(), seriesId).changes;
}
