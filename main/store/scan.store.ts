import { type FolderScope, rowsInScope } from './folder-scope.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Fingerprints of the folders a library's last scans read, by absolute path; of those in a scope. */
export function folderFingerprints(db: ReadDb, libraryId: number, scope: FolderScope): Map<string, string> {
  const rows = rowsInScope<{ path: string; fingerprint: string }>(
    db,
    'scan.fingerprints',
    'SELECT path, fingerprint FROM scanned_directories WHERE library_id = ?',
    'path',
    libraryId,
    scope,
  );
  return new Map(rows.map((row) => [row.path, row.fingerprint]));
}

export function setFolderFingerprint(db: WriteDb, libraryId: number, path: string, fingerprint: string): void {
  prepare(
    db,
    'scan.setFingerprint',
    `INSERT INTO scanned_directories (library_id, path, fingerprint, scanned_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (library_id, path) DO UPDATE SET fingerprint = excluded.fingerprint, scanned_at = excluded.scanned_at`,
  ).run(libraryId, path, fingerprint, nowTimestamp());
}

export function forgetFolder(db: WriteDb, libraryId: number, path: string): void {
  prepare(db, 'scan.forgetFolder', 'DELETE FROM scanned_directories WHERE library_id = ? AND path = ?').run(
    libraryId,
    path,
  );
}

export function beginScan(
  db: WriteDb,
  libraryId: number,
  scanType: 'full' | 'incremental' | 'single_directory',
): number {
  const { lastInsertRowid } = prepare(
    db,
    'scan.begin',
    `INSERT INTO scan_jobs (library_id, scan_type, status, started_at) VALUES (?, ?, 'running', ?)`,
  ).run(libraryId, scanType, nowTimestamp());
  return Number(lastInsertRowid);
}

export interface ScanCounts {
  total: number;
  processed: number;
  added: number;
  updated: number;
  removed: number;
}

export function endScan(
  db: WriteDb,
  scanId: number,
  status: 'completed' | 'failed' | 'cancelled',
  counts: ScanCounts,
  errorMessage: string | null,
): void {
  prepare(
    db,
    'scan.end',
    `UPDATE scan_jobs SET status = ?, completed_at = ?, total_items = ?, processed_items = ?, added_items = ?,
       updated_items = ?, removed_items = ?, error_message = ? WHERE id = ?`,
  ).run(
    status,
    nowTimestamp(),
    counts.total,
    counts.processed,
    counts.added,
    counts.updated,
    counts.removed,
    errorMessage,
    scanId,
  );
}

/** After a crash no scan runs any more. */
export function failInterruptedScans(db: WriteDb): void {
  prepare(
    db,
    'scan.failInterrupted',
    `UPDATE scan_jobs SET status = 'failed', completed_at = ?, error_message = 'interrupted' WHERE status = 'running'`,
  ).run(nowTimestamp());
}
