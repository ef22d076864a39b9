import type { Library } from './library.store.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** What watching and scanning by the clock need to know of a library; cheap to ask for. */
export interface LiveLibrary {
  id: number;
  name: string;
  path: string;
  watchMode: Library['watchMode'];
  /** 0 or 1. */
  scanOnStart: number;
  scanIntervalMinutes: number | null;
  lastScannedAt: string | null;
}

export function liveLibraries(db: ReadDb): LiveLibrary[] {
  return prepare(
    db,
    'watch.libraries',
    `SELECT id, name, path, watch_mode AS watchMode, scan_on_startup AS scanOnStart,
       auto_scan_interval AS scanIntervalMinutes, last_scanned_at AS lastScannedAt
     FROM libraries WHERE enabled = 1 ORDER BY id`,
  ).all() as LiveLibrary[];
}

/**
 * Of some paths those that are as Metarr itself wrote them last (same size, same time), or that it is just writing: a
 * journal is open before the first file is there, and closed when all are known.
 */
export function ownWrites(
  db: ReadDb,
  files: readonly { path: string; sizeBytes: number | null; mtimeMs: number | null }[],
): Set<string> {
  const select = prepare(
    db,
    'watch.ownWrites',
    `SELECT 1 FROM published_files WHERE path = @path AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs
     UNION ALL SELECT 1 FROM publish_journal j JOIN publish_steps s ON s.journal_id = j.id
       WHERE j.state = 'open' AND s.path = @path`,
  );
  return new Set(
    files
      .filter(({ path, sizeBytes, mtimeMs }) => select.get({ path, sizeBytes, mtimeMs }) !== undefined)
      .map(({ path }) => path),
  );
}
