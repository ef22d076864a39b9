import { appendFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { insertRenameRun, updateRenameRun } from '../../store/rename-run.store.ts';
import { examine } from './doctor.ts';

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
  writeFilm(test.libraryDir, {
    folder: 'Alien (1979)',
    nfo: movieNfo('<title>Alien</title>'),
    files: {
      'Alien (1979)-poster.jpg': await picture('red', 'jpeg', { width: 400, height: 600 }),
      'Alien (1979)-fanart.jpg': await picture('blue', 'jpeg', { width: 640, height: 360 }),
    },
  });
  await test.scan();
});
afterEach(() => test.discard());

const codes = async (): Promise<string[]> =>
  (await examine(test.core.internals.db, test.core.internals.pool)).problems.map(({ code }) => code);

function cached(): { hash: string; path: string }[] {
  return test.core.internals.db
    .prepare(
      `SELECT content_hash AS hash, file_path AS path FROM cache_inventory WHERE asset_type = 'image' ORDER BY id`,
    )
    .all() as { hash: string; path: string }[];
}

it('finds nothing after a scan, and names lost and damaged bytes', async () => {
  expect(await codes()).toEqual([]);
  const [lost, damaged] = cached();
  rmSync(lost?.path ?? '');
  appendFileSync(damaged?.path ?? '', 'more');
  expect((await codes()).sort()).toEqual(['cache_damaged', 'cache_missing']);
});

it('waits for a collection that takes files away a moment before their rows', async () => {
  const { db, pool } = test.core.internals;
  const [gone] = cached();
  rmSync(gone?.path ?? '');
  const jobId = db
    .prepare(
      `INSERT INTO job_queue (job_type, priority, payload, status) VALUES ('collect_garbage', 10, '{}', 'processing')
       RETURNING id`,
    )
    .pluck()
    .get();
  const found = examine(db, pool);
  // By then it has looked for the file, and not found it.
  await pool.run('checkCache', []);
  await pool.run('checkCache', []);
  db.prepare('DELETE FROM asset_candidates WHERE content_hash = ?').run(gone?.hash);
  db.prepare('DELETE FROM cache_inventory WHERE content_hash = ?').run(gone?.hash);
  db.prepare(`UPDATE job_queue SET status = 'completed' WHERE id = ?`).run(jobId);
  expect((await found).problems).toEqual([]);
});

it('tells of what began without an end, unless a job goes on with it', async () => {
  const { db } = test.core.internals;
  const run = insertRenameRun(db, 'All films');
  db.prepare(
    `INSERT INTO rename_items (run_id, library_id, entity_type, entity_id, title, state, steps, changes)
     SELECT ?, library_id, 'movie', id, title, 'moving', '[]', '[]' FROM movies`,
  ).run(run);
  db.prepare(
    `INSERT INTO publish_runs (action, requested_by, label, scope, state) VALUES ('publish', 'manual', 'All films', '{}', 'running')`,
  ).run();
  db.exec(
    `INSERT INTO verify_runs (library_id, mode, started_by, status, started_at)
     SELECT id, 'quick', 'manual', 'running', updated_at FROM libraries`,
  );
  db.exec(`INSERT INTO file_move_batches (id, action, started_at) SELECT 1, 'assign', updated_at FROM libraries`);
  db.exec(
    `INSERT INTO file_moves (batch_id, library_id, from_path, to_path, size_bytes, mtime_ms, state)
     SELECT 1, id, '/a', '/b', 0, 0, 'planned' FROM libraries`,
  );
  const { problems } = await examine(db, test.core.internals.pool);
  expect(problems.map(({ code }) => code)).toEqual(['open_rename', 'open_move', 'open_run', 'open_verification']);
  expect(problems[0]?.message).toBe(
    `Alien (renaming ${String(run)}) is between two names. Connect its disk and start Metarr again.`,
  );

  const jobId = db
    .prepare(
      `INSERT INTO job_queue (job_type, priority, payload, run_after)
       VALUES ('purge_deleted', 10, '{}', '2999-01-01T00:00:00.000Z') RETURNING id`,
    )
    .pluck()
    .get() as number;
  updateRenameRun(db, run, { jobId });
  db.prepare('UPDATE publish_runs SET job_id = ?').run(jobId);
  db.prepare('UPDATE verify_runs SET job_id = ?').run(jobId);
  expect(await codes()).toEqual(['open_move']);
});
