import type { VerifyMode, VerifyRun } from '../../contract/verification.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** How far a run is: everything before it has been judged. */
export interface VerifyCursor {
  /** The item's place among the kinds that are gone through. */
  type: string;
  id: number;
}

interface RunRow {
  id: number;
  libraryId: number;
  libraryName: string;
  mode: VerifyMode;
  trigger: VerifyRun['trigger'];
  status: VerifyRun['status'];
  startedAt: string;
  completedAt: string | null;
  checkedFiles: number;
  found: string;
  errorMessage: string | null;
}

const SELECT = `SELECT r.id, r.library_id AS libraryId, l.name AS libraryName, r.mode, r.started_by AS trigger, r.status,
    r.started_at AS startedAt, r.completed_at AS completedAt, r.checked_files AS checkedFiles, r.found,
    r.error_message AS errorMessage
  FROM verify_runs r JOIN libraries l ON l.id = r.library_id`;

/** Begins a run, or goes on with the one that the job began before a restart. */
export function beginVerifyRun(
  db: WriteDb,
  run: { libraryId: number; mode: VerifyMode; trigger: VerifyRun['trigger']; jobId: number },
): { id: number; cursor: VerifyCursor | null; checkedFiles: number } {
  const before = prepare(
    db,
    'verifyRun.ofJob',
    `SELECT id, cursor, checked_files AS checkedFiles FROM verify_runs WHERE job_id = ? AND status <> 'completed'`,
  ).get(run.jobId) as { id: number; cursor: string | null; checkedFiles: number } | undefined;
  if (before !== undefined) {
    prepare(
      db,
      'verifyRun.resume',
      `UPDATE verify_runs SET status = 'running', completed_at = NULL, error_message = NULL WHERE id = ?`,
    ).run(before.id);
    const cursor = before.cursor === null ? null : (JSON.parse(before.cursor) as VerifyCursor);
    return { id: before.id, cursor, checkedFiles: before.checkedFiles };
  }
  const { lastInsertRowid } = prepare(
    db,
    'verifyRun.begin',
    `INSERT INTO verify_runs (library_id, mode, started_by, status, job_id, started_at)
     VALUES (@libraryId, @mode, @trigger, 'running', @jobId, @now)`,
  ).run({ ...run, now: nowTimestamp() });
  return { id: Number(lastInsertRowid), cursor: null, checkedFiles: 0 };
}

export function saveVerifyCursor(db: WriteDb, id: number, cursor: VerifyCursor, checkedFiles: number): void {
  prepare(db, 'verifyRun.cursor', 'UPDATE verify_runs SET cursor = ?, checked_files = ? WHERE id = ?').run(
    JSON.stringify(cursor),
    checkedFiles,
    id,
  );
}

/** Ends a run with what it found, by kind. */
export function endVerifyRun(
  db: WriteDb,
  id: number,
  end: { status: 'completed' | 'failed' | 'cancelled'; checkedFiles: number; errorMessage: string | null },
): void {
  prepare(
    db,
    'verifyRun.end',
    `UPDATE verify_runs SET status = @status, completed_at = @now, checked_files = @checkedFiles,
       error_message = @errorMessage, found = (SELECT json_group_object(kind, n) FROM (
         SELECT kind, count(*) AS n FROM verify_findings WHERE run_id = @id AND resolved_at IS NULL GROUP BY kind))
     WHERE id = @id`,
  ).run({ ...end, id, now: nowTimestamp() });
}

/** A run after a scan that found nothing new tells nothing. What it found stays found. */
export function dropVerifyRun(db: WriteDb, id: number): void {
  prepare(db, 'verifyRun.drop', 'DELETE FROM verify_runs WHERE id = ?').run(id);
}

const KEPT_RUNS = 50;

/** Keeps the newest runs of a library. */
export function sweepVerifyRuns(db: WriteDb, libraryId: number): void {
  prepare(
    db,
    'verifyRun.sweep',
    `DELETE FROM verify_runs WHERE library_id = @libraryId AND status <> 'running' AND id NOT IN (
       SELECT id FROM verify_runs WHERE library_id = @libraryId ORDER BY id DESC LIMIT @kept)`,
  ).run({ libraryId, kept: KEPT_RUNS });
}

/** @param libraryId null for all libraries */
export function verifyRuns(db: ReadDb, libraryId: number | null, limit: number): VerifyRun[] {
  const rows = prepare(
    db,
    'verifyRun.list',
    `${SELECT} WHERE (@libraryId IS NULL OR r.library_id = @libraryId) AND l.enabled = 1 ORDER BY r.id DESC LIMIT @limit`,
  ).all({ libraryId, limit }) as RunRow[];
  return rows.map(toRun);
}

/** The newest run that looked, or is looking, at all of a library; null when there was none. */
export function lastVerifyRun(db: ReadDb, libraryId: number): VerifyRun | null {
  const row = prepare(
    db,
    'verifyRun.last',
    `${SELECT} WHERE r.library_id = ? AND r.started_by <> 'scan' ORDER BY r.id DESC LIMIT 1`,
  ).get(libraryId) as RunRow | undefined;
  return row === undefined ? null : toRun(row);
}

/** Runs that a crash left open: their jobs go on with them, or are gone. */
export function failLostVerifyRuns(db: WriteDb): void {
  prepare(
    db,
    'verifyRun.failLost',
    `UPDATE verify_runs SET status = 'failed', completed_at = ?, error_message = 'Metarr was closed meanwhile.'
     WHERE status = 'running' AND NOT EXISTS (
       SELECT 1 FROM job_queue j WHERE j.id = verify_runs.job_id AND j.status IN ('pending', 'processing'))`,
  ).run(nowTimestamp());
}

function toRun({ found, ...row }: RunRow): VerifyRun {
  return { ...row, found: JSON.parse(found) as VerifyRun['found'] };
}
