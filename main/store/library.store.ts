import type { Library as LibraryView } from '../../contract/libraries.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A library as it is stored; what its watcher does at present is not. */
export type Library = Omit<LibraryView, 'watchState'>;

interface LibraryRow {
  id: number;
  name: string;
  type: Library['type'];
  path: string;
  is_online: number;
  last_error: string | null;
  last_scanned_at: string | null;
  item_count: number;
  episode_count: number;
  scan_on_startup: number;
  auto_scan_interval: number | null;
  watch_mode: Library['watchMode'];
  naming_profile: Library['namingProfile'];
  is_custom: number | null;
  created_at: string;
}

const SELECT = `SELECT l.*, (SELECT p.is_custom FROM publish_profiles p WHERE p.library_id = l.id) AS is_custom, (SELECT count(*) FROM movies m WHERE m.library_id = l.id AND m.deleted_on IS NULL)
  + (SELECT count(*) FROM series s WHERE s.library_id = l.id AND s.deleted_on IS NULL) AS item_count,
  (SELECT count(*) FROM series s CROSS JOIN episodes e INDEXED BY idx_episodes_tree ON e.series_id = s.id
     WHERE s.library_id = l.id AND s.deleted_on IS NULL AND e.deleted_on IS NULL AND e.file_path IS NOT NULL) AS episode_count
  FROM libraries l`;

function toLibrary(row: LibraryRow): Library {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    path: row.path,
    isOnline: row.is_online === 1,
    lastError: row.last_error,
    lastScannedAt: row.last_scanned_at,
    itemCount: row.item_count,
    episodeCount: row.type === 'tvshows' ? row.episode_count : null,
    scanOnStart: row.scan_on_startup === 1,
    scanIntervalMinutes: row.auto_scan_interval,
    watchMode: row.watch_mode,
    namingProfile: row.naming_profile,
    publishProfile: row.is_custom === 1 ? 'custom' : row.naming_profile,
    createdAt: row.created_at,
  };
}

export function listLibraries(db: ReadDb): Library[] {
  const rows = prepare(
    db,
    'library.list',
    `${SELECT} WHERE l.enabled = 1 ORDER BY l.name COLLATE NOCASE, l.id`,
  ).all() as LibraryRow[];
  return rows.map(toLibrary);
}

export function getLibrary(db: ReadDb, id: number): Library | null {
  const row = prepare(db, 'library.get', `${SELECT} WHERE l.id = ? AND l.enabled = 1`).get(id) as
    LibraryRow | undefined;
  return row === undefined ? null : toLibrary(row);
}

/** A library's name without counting what is in it; empty when there is none. */
export function libraryName(db: ReadDb, id: number): string {
  return (
    (prepare(db, 'library.name', 'SELECT name FROM libraries WHERE id = ?').pluck().get(id) as string | undefined) ?? ''
  );
}

/** @param path canonical absolute path: symlinks resolved, no trailing separator. */
export function insertLibrary(db: WriteDb, library: { name: string; type: Library['type']; path: string }): number {
  const { lastInsertRowid } = prepare(
    db,
    'library.insert',
    'INSERT INTO libraries (name, type, path) VALUES (?, ?, ?)',
  ).run(library.name, library.type, library.path);
  const id = Number(lastInsertRowid);
  // Automation is the person's choice: a library starts by hand only.
  prepare(
    db,
    'library.insertAutomation',
    `INSERT INTO library_automation_config (library_id, automation_mode, auto_enrich, auto_select_assets, auto_publish,
       webhook_enabled, webhook_auto_publish) VALUES (?, 'manual', 0, 0, 0, 0, 0)`,
  ).run(id);
  return id;
}

export interface LibraryChange {
  name?: string | undefined;
  scanOnStart?: boolean | undefined;
  /** Null for no scans by the clock. */
  scanIntervalMinutes?: number | null | undefined;
  watchMode?: Library['watchMode'] | undefined;
}

/** Changes what is given and leaves the rest. */
export function updateLibrary(db: WriteDb, id: number, change: LibraryChange): void {
  prepare(
    db,
    'library.update',
    `UPDATE libraries SET name = coalesce(@name, name),
       scan_on_startup = coalesce(@scanOnStart, scan_on_startup), watch_mode = coalesce(@watchMode, watch_mode),
       auto_scan_interval = iif(@changesInterval, @interval, auto_scan_interval), updated_at = @now WHERE id = @id`,
  ).run({
    id,
    name: change.name ?? null,
    scanOnStart: change.scanOnStart === undefined ? null : Number(change.scanOnStart),
    watchMode: change.watchMode ?? null,
    changesInterval: Number(change.scanIntervalMinutes !== undefined),
    interval: change.scanIntervalMinutes ?? null,
    now: nowTimestamp(),
  });
}

/** What the last look at the folder found: reachable or not, and why not. */
export function setLibraryStatus(db: WriteDb, id: number, status: { isOnline: boolean; error: string | null }): void {
  prepare(
    db,
    'library.setStatus',
    'UPDATE libraries SET is_online = ?, last_error = ?, updated_at = ? WHERE id = ?',
  ).run(Number(status.isOnline), status.error, nowTimestamp(), id);
}

/** Where a library's folder lies, so that another disk in its place is noticed. */
export interface LibraryPlace {
  device: string;
  /** Of the disks and shares that are mounted below it. */
  mounts: string[];
}

export function markScanned(db: WriteDb, id: number, place: LibraryPlace): void {
  prepare(
    db,
    'library.markScanned',
    `UPDATE libraries SET last_scanned_at = @now, root_device = @device, mounts = @mounts, updated_at = @now
     WHERE id = @id`,
  ).run({ now: nowTimestamp(), device: place.device, mounts: JSON.stringify(place.mounts), id });
}

/** Where the library's folder lay when all of it was scanned last; null when that is not known. */
export function libraryPlace(db: ReadDb, id: number): LibraryPlace | null {
  const row = prepare(db, 'library.place', 'SELECT root_device AS device, mounts FROM libraries WHERE id = ?').get(
    id,
  ) as { device: string | null; mounts: string } | undefined;
  if (row === undefined || row.device === null) return null;
  return { device: row.device, mounts: JSON.parse(row.mounts) as string[] };
}

/**
 * A removed library keeps its row while its films are in the trash, so that adding the same folder again brings back
 * every lock and edit.
 */
export function setLibraryEnabled(db: WriteDb, id: number, isEnabled: boolean): void {
  prepare(db, 'library.setEnabled', 'UPDATE libraries SET enabled = ?, updated_at = ? WHERE id = ?').run(
    Number(isEnabled),
    nowTimestamp(),
    id,
  );
}

/** Of a library that is added again as something else. */
export function setLibraryType(db: WriteDb, id: number, type: Library['type']): void {
  prepare(db, 'library.setType', 'UPDATE libraries SET type = ?, updated_at = ? WHERE id = ?').run(
    type,
    nowTimestamp(),
    id,
  );
}

/** All folders that are or were libraries, with whether they are now. */
export function libraryPaths(db: ReadDb): { id: number; path: string; isEnabled: boolean }[] {
  const rows = prepare(db, 'library.paths', 'SELECT id, path, enabled FROM libraries').all() as {
    id: number;
    path: string;
    enabled: number;
  }[];
  return rows.map((row) => ({ id: row.id, path: row.path, isEnabled: row.enabled === 1 }));
}

/** Removes the rows of removed libraries that hold nothing any more, not even in the trash. */
export function purgeEmptyLibraries(db: WriteDb): void {
  prepare(
    db,
    'library.purgeEmpty',
    `DELETE FROM libraries WHERE enabled = 0
       AND NOT EXISTS (SELECT 1 FROM movies m WHERE m.library_id = libraries.id)
       AND NOT EXISTS (SELECT 1 FROM series s WHERE s.library_id = libraries.id)`,
  ).run();
}
