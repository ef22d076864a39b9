import type { VerifyMode, VerifySchedule } from '../../contract/verification.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface VerifyScheduleRow {
  libraryId: number;
  libraryName: string;
  every: VerifySchedule['every'];
  mode: VerifyMode;
  /** 0 or 1. */
  restoreAfterUpgrade: number;
  /** When it was asked for by the clock last; null for never. */
  askedAt: string | null;
  /** When all of it was verified last, by whomever; null for never. */
  verifiedAt: string | null;
  /** Since when the schedule is what it is; null when nobody ever set it. */
  updatedAt: string | null;
}

const SELECT = `SELECT l.id AS libraryId, l.name AS libraryName, ifnull(s.every, 'off') AS every, ifnull(s.mode, 'quick') AS mode,
    ifnull(s.restore_after_upgrade, 0) AS restoreAfterUpgrade, s.asked_at AS askedAt, s.updated_at AS updatedAt,
    (SELECT r.completed_at FROM verify_runs r WHERE r.library_id = l.id AND r.started_by <> 'scan' AND r.status = 'completed'
     ORDER BY r.id DESC LIMIT 1) AS verifiedAt
  FROM libraries l LEFT JOIN verify_schedules s ON s.library_id = l.id`;

/** One row for each library that there is, by name. */
export function verifySchedules(db: ReadDb): VerifyScheduleRow[] {
  return prepare(
    db,
    'verifySchedule.all',
    `${SELECT} WHERE l.enabled = 1 ORDER BY l.name COLLATE NOCASE, l.id`,
  ).all() as VerifyScheduleRow[];
}

export function verifyScheduleOf(db: ReadDb, libraryId: number): VerifyScheduleRow | null {
  const row = prepare(db, 'verifySchedule.of', `${SELECT} WHERE l.enabled = 1 AND l.id = ?`).get(libraryId);
  return (row as VerifyScheduleRow | undefined) ?? null;
}

/** Changes what is given and leaves the rest. */
export function setVerifySchedule(
  db: WriteDb,
  libraryId: number,
  change: {
    every?: VerifySchedule['every'] | undefined;
    mode?: VerifyMode | undefined;
    restoreAfterUpgrade?: boolean | undefined;
  },
): void {
  prepare(
    db,
    'verifySchedule.set',
    `INSERT INTO verify_schedules (library_id, every, mode, restore_after_upgrade, updated_at)
     VALUES (@libraryId, ifnull(@every, 'off'), ifnull(@mode, 'quick'), ifnull(@restore, 0), @now)
     ON CONFLICT (library_id) DO UPDATE SET every = ifnull(@every, every), mode = ifnull(@mode, mode),
       restore_after_upgrade = ifnull(@restore, restore_after_upgrade), updated_at = @now`,
  ).run({
    libraryId,
    every: change.every ?? null,
    mode: change.mode ?? null,
    restore: change.restoreAfterUpgrade === undefined ? null : Number(change.restoreAfterUpgrade),
    now: nowTimestamp(),
  });
}

export function noteVerifyAsked(db: WriteDb, libraryId: number, at: string): void {
  prepare(db, 'verifySchedule.asked', 'UPDATE verify_schedules SET asked_at = ? WHERE library_id = ?').run(
    at,
    libraryId,
  );
}
