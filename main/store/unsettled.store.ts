import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

const AT_WORK = `SELECT id FROM job_queue WHERE status IN ('pending', 'processing')`;

/**
 * For `doctor`: what began and neither ended nor has a job that goes on with it. Settled at every start, so what is left is
 * out of reach, or a fault.
 */
export function unsettledWork(db: ReadDb): { code: string; message: string }[] {
  return prepare(
    db,
    'unsettled.all',
    `SELECT 'open_rename' AS code,
       i.title || ' (renaming ' || i.run_id || ') is between two names. Connect its disk and start Metarr again.' AS message
     FROM rename_items i JOIN rename_runs r ON r.id = i.run_id
     WHERE i.state IN ('moving', 'backing', 'following', 'undoing', 'redoing', 'following_back')
       AND (r.job_id IS NULL OR r.job_id NOT IN (${AT_WORK}))
     UNION ALL
     SELECT 'open_move', m.from_path || ' is on its way to ' || m.to_path || '. Connect its disk and start Metarr again.'
     FROM file_moves m WHERE m.state IN ('planned', 'undoing')
     UNION ALL
     SELECT 'open_run', 'Publication ' || r.label || ' (run ' || r.id || ') is ' || r.state || ', and no job works on it.'
     FROM publish_runs r WHERE r.state IN ('waiting', 'running', 'paused')
       AND (r.job_id IS NULL OR r.job_id NOT IN (${AT_WORK}))
     UNION ALL
     SELECT 'open_verification', 'Verification ' || v.id || ' is running, and no job works on it.'
     FROM verify_runs v WHERE v.status = 'running' AND (v.job_id IS NULL OR v.job_id NOT IN (${AT_WORK}))`,
  ).all() as { code: string; message: string }[];
}

/** Whether a job of a kind is running. */
export function isAtWork(db: ReadDb, jobType: string): boolean {
  const found = prepare(
    db,
    'unsettled.atWork',
    `SELECT 1 FROM job_queue WHERE job_type = ? AND status = 'processing' LIMIT 1`,
  ).get(jobType);
  return found !== undefined;
}
