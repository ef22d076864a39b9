import type { Job } from '../../contract/jobs.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare, transaction } from './sql.ts';
import { nowTimestamp, toTimestamp } from './timestamps.ts';

export interface NewJob {
  type: string;
  /** What the person sees while it waits and runs. */
  label: string;
  priority: number;
  payload: unknown;
  /** A second job with the same key is not added while the first waits or runs. */
  dedupeKey?: string;
  libraryId?: number;
  parentId?: number;
  /** Not before this moment, in milliseconds since the epoch. */
  runAfterMs?: number;
}

export interface ClaimedJob {
  id: number;
  payload: unknown;
  view: Job;
}

interface JobRow {
  id: number;
  job_type: string;
  owner_label: string | null;
  priority: number;
  status: Job['status'];
  is_paused: number;
  payload: string;
  retry_count: number;
  error_message: string | null;
  progress_current: number | null;
  progress_total: number | null;
  progress_message: string | null;
  result: string | null;
  library_id: number | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    type: row.job_type,
    label: row.owner_label ?? row.job_type,
    status: row.status,
    isPaused: row.is_paused === 1,
    priority: row.priority,
    progressCurrent: row.progress_current,
    progressTotal: row.progress_total,
    progressMessage: row.progress_message,
    retryCount: row.retry_count,
    errorMessage: row.error_message,
    result: row.result === null ? null : (JSON.parse(row.result) as Job['result']),
    libraryId: row.library_id,
    createdAt: row.created_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
  };
}

export function getJob(db: ReadDb, id: number): Job | null {
  const row = prepare(db, 'job.get', 'SELECT * FROM job_queue WHERE id = ?').get(id) as JobRow | undefined;
  return row === undefined ? null : toJob(row);
}

function mustGet(db: ReadDb, id: number): Job {
  const job = getJob(db, id);
  if (job === null) throw new Error(`Job ${String(id)} is gone.`);
  return job;
}

/** Adds a job, or answers the unfinished one that has the same dedupe key. */
export function enqueue(db: WriteDb, job: NewJob): { job: Job; wasAdded: boolean } {
  return transaction(db, () => {
    if (job.dedupeKey !== undefined) {
      const same = prepare(
        db,
        'job.byDedupeKey',
        `SELECT * FROM job_queue WHERE dedupe_key = ? AND status IN ('pending', 'processing')`,
      ).get(job.dedupeKey) as JobRow | undefined;
      if (same !== undefined) return { job: toJob(same), wasAdded: false };
    }
    const { lastInsertRowid } = prepare(
      db,
      'job.insert',
      `INSERT INTO job_queue (job_type, owner_label, priority, payload, dedupe_key, library_id, parent_id, run_after)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      job.type,
      job.label,
      job.priority,
      JSON.stringify(job.payload),
      job.dedupeKey ?? null,
      job.libraryId ?? null,
      job.parentId ?? null,
      job.runAfterMs === undefined ? null : toTimestamp(job.runAfterMs),
    );
    return { job: mustGet(db, Number(lastInsertRowid)), wasAdded: true };
  });
}

/**
 * Takes the next job in one statement. A waiting job gains one step of priority for every ten minutes, so that nothing
 * starves behind a steady stream of urgent work.
 */
export const CLAIM_SQL = `
  UPDATE job_queue SET status = 'processing', started_at = @now, progress_message = NULL
  WHERE id = (
    SELECT id FROM job_queue
    WHERE status = 'pending' AND is_paused = 0 AND (run_after IS NULL OR run_after <= @now)
      AND job_type NOT IN (SELECT value FROM json_each(@excluded))
    ORDER BY priority - CAST((julianday(@now) - julianday(created_at)) * 144 AS INTEGER), created_at, id
    LIMIT 1)
  RETURNING *`;

export function claim(db: WriteDb, excludedTypes: readonly string[], nowMs: number): ClaimedJob | null {
  const row = prepare(db, 'job.claim', CLAIM_SQL).get({
    now: toTimestamp(nowMs),
    excluded: JSON.stringify(excludedTypes),
  }) as JobRow | undefined;
  return row === undefined ? null : { id: row.id, payload: JSON.parse(row.payload) as unknown, view: toJob(row) };
}

export function hasWaiting(db: ReadDb): boolean {
  return (
    prepare(
      db,
      'job.hasWaiting',
      `SELECT 1 FROM job_queue WHERE status = 'pending' AND is_paused = 0 LIMIT 1`,
    ).get() !== undefined
  );
}

export function setProgress(
  db: WriteDb,
  id: number,
  progress: { current: number; total: number | null; message: string | null },
): Job | null {
  prepare(
    db,
    'job.progress',
    `UPDATE job_queue SET progress_current = ?, progress_total = ?, progress_message = ? WHERE id = ? AND status = 'processing'`,
  ).run(progress.current, progress.total, progress.message, id);
  return getJob(db, id);
}

/** Ends a job well, together with what it has to write. */
export function complete(db: WriteDb, id: number, result: unknown, apply?: (db: WriteDb) => void): Job {
  return transaction(db, () => {
    apply?.(db);
    prepare(
      db,
      'job.complete',
      `UPDATE job_queue SET status = 'completed', is_paused = 0, result = ?, error_message = NULL,
         completed_at = ? WHERE id = ?`,
    ).run(result === null ? null : JSON.stringify(result), nowTimestamp(), id);
    return mustGet(db, id);
  });
}

export function fail(db: WriteDb, id: number, message: string): Job {
  prepare(
    db,
    'job.fail',
    `UPDATE job_queue SET status = 'failed', is_paused = 0, error_message = ?, completed_at = ? WHERE id = ?`,
  ).run(message, nowTimestamp(), id);
  return mustGet(db, id);
}

export function scheduleRetry(db: WriteDb, id: number, message: string, atMs: number): Job {
  prepare(
    db,
    'job.scheduleRetry',
    `UPDATE job_queue SET status = 'pending', retry_count = retry_count + 1, error_message = ?, run_after = ? WHERE id = ?`,
  ).run(message, toTimestamp(atMs), id);
  return mustGet(db, id);
}

/** Back to the queue until a moment, without counting a try. */
export function postpone(db: WriteDb, id: number, untilMs: number): Job {
  prepare(db, 'job.postpone', `UPDATE job_queue SET status = 'pending', run_after = ? WHERE id = ?`).run(
    toTimestamp(untilMs),
    id,
  );
  return mustGet(db, id);
}

/** It was told to stop: by the person, then it is cancelled, or by the end of the application, then it waits again. */
export function interrupted(db: WriteDb, id: number): Job {
  prepare(
    db,
    'job.interrupted',
    `UPDATE job_queue SET status = iif(cancel_requested = 1, 'cancelled', 'pending'),
       completed_at = iif(cancel_requested = 1, ?, NULL), started_at = iif(cancel_requested = 1, started_at, NULL)
     WHERE id = ?`,
  ).run(nowTimestamp(), id);
  return mustGet(db, id);
}

/** Cancels what waits; marks what runs, which ends when it notices. Null when there is no such job. */
export function requestCancel(db: WriteDb, id: number): Job | null {
  prepare(
    db,
    'job.cancelPending',
    `UPDATE job_queue SET status = 'cancelled', is_paused = 0, completed_at = ? WHERE id = ? AND status = 'pending'`,
  ).run(nowTimestamp(), id);
  prepare(
    db,
    'job.requestCancel',
    `UPDATE job_queue SET cancel_requested = 1, is_paused = 0 WHERE id = ? AND status = 'processing'`,
  ).run(id);
  return getJob(db, id);
}

/**
 * Has a job wait until it is resumed, or go on. Answers it as it is now; null when there is no such job. One that runs goes
 * on running until whoever works the queue stops it; an ended one stays as it is.
 */
export function setJobPaused(db: WriteDb, id: number, isPaused: boolean): Job | null {
  prepare(
    db,
    'job.setPaused',
    `UPDATE job_queue SET is_paused = ? WHERE id = ? AND status IN ('pending', 'processing') AND cancel_requested = 0`,
  ).run(Number(isPaused), id);
  return getJob(db, id);
}

/** Puts a failed or cancelled job back, at once and with its tries restored. */
export function retryNow(db: WriteDb, id: number): Job | null {
  prepare(
    db,
    'job.retryNow',
    `UPDATE job_queue SET status = 'pending', retry_count = 0, run_after = NULL, error_message = NULL,
       cancel_requested = 0, completed_at = NULL
     WHERE id = @id AND (status IN ('failed', 'cancelled') OR (status = 'pending' AND run_after IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM job_queue o WHERE o.dedupe_key = job_queue.dedupe_key AND o.id <> @id
                       AND o.status IN ('pending', 'processing'))`,
  ).run({ id });
  return getJob(db, id);
}

/** After a crash: what was running waits again, except what the person had already cancelled. */
export function recoverInterrupted(db: WriteDb): void {
  transaction(db, () => {
    prepare(
      db,
      'jobs.endCancelled',
      `UPDATE job_queue SET status = 'cancelled', completed_at = ? WHERE status = 'processing' AND cancel_requested = 1`,
    ).run(nowTimestamp());
    prepare(
      db,
      'jobs.resume',
      `UPDATE job_queue SET status = 'pending', started_at = NULL WHERE status = 'processing'`,
    ).run();
  });
}

export function listUnfinished(db: ReadDb): Job[] {
  const rows = prepare(
    db,
    'job.unfinished',
    `SELECT * FROM job_queue WHERE status IN ('pending', 'processing') ORDER BY status DESC, priority, id`,
  ).all() as JobRow[];
  return rows.map(toJob);
}

/** The next job that runs or could run now; null when what is left waits for its time. */
export function nextRunnable(db: ReadDb, nowMs: number): Job | null {
  const row = prepare(
    db,
    'job.nextRunnable',
    `SELECT * FROM job_queue WHERE status = 'processing'
       OR (status = 'pending' AND is_paused = 0 AND (run_after IS NULL OR run_after <= ?))
     ORDER BY status DESC, priority, id LIMIT 1`,
  ).get(toTimestamp(nowMs)) as JobRow | undefined;
  return row === undefined ? null : toJob(row);
}

export function listFinished(db: ReadDb, limit: number): Job[] {
  const rows = prepare(
    db,
    'job.finished',
    `SELECT * FROM job_queue WHERE status IN ('completed', 'failed', 'cancelled') ORDER BY id DESC LIMIT ?`,
  ).all(limit) as JobRow[];
  return rows.map(toJob);
}
