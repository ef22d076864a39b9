import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp, toTimestamp } from './timestamps.ts';

export interface ScheduleRow {
  name: string;
  /** Null: only when it is asked for. */
  intervalMinutes: number | null;
  lastRunAt: string | null;
  lastJobId: number | null;
  createdAt: string;
}

/** Gives a scheduled job its row, with the interval it has until a person changes it. A row that is there stays. */
export function addSchedule(db: WriteDb, name: string, intervalMinutes: number | null, nowMs: number): void {
  prepare(
    db,
    'schedule.add',
    `INSERT INTO schedules (name, interval_minutes, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING`,
  ).run(name, intervalMinutes, toTimestamp(nowMs));
}

export function getSchedule(db: ReadDb, name: string): ScheduleRow | null {
  const row = prepare(
    db,
    'schedule.get',
    `SELECT name, interval_minutes AS intervalMinutes, last_run_at AS lastRunAt, last_job_id AS lastJobId,
       created_at AS createdAt
     FROM schedules WHERE name = ?`,
  ).get(name) as ScheduleRow | undefined;
  return row ?? null;
}

export function setScheduleInterval(db: WriteDb, name: string, intervalMinutes: number | null): void {
  prepare(db, 'schedule.setInterval', 'UPDATE schedules SET interval_minutes = ?, updated_at = ? WHERE name = ?').run(
    intervalMinutes,
    nowTimestamp(),
    name,
  );
}

export function noteScheduledRun(db: WriteDb, name: string, jobId: number, atMs: number): void {
  prepare(
    db,
    'schedule.noteRun',
    'UPDATE schedules SET last_run_at = ?, last_job_id = ?, updated_at = ? WHERE name = ?',
  ).run(toTimestamp(atMs), jobId, nowTimestamp(), name);
}
