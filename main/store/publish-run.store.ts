import type { ItemRef } from '../../contract/primitives.ts';
import type { PublishRun, PublishRunItem, RunOutcome } from '../../contract/publish-runs.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface NewRun {
  action: PublishRun['action'];
  requestedBy: PublishRun['requestedBy'];
  label: string;
  /** What was asked for, as JSON will have it. */
  scope: unknown;
  libraryId: number | null;
  undoesRunId: number | null;
}

/** A run whose items are not listed yet; `setRunJob` gives it the job that does it. */
export function insertRun(db: WriteDb, run: NewRun): number {
  const { lastInsertRowid } = prepare(
    db,
    'run.insert',
    `INSERT INTO publish_runs (action, requested_by, label, scope, library_id, undoes_run_id, created_at)
     VALUES (@action, @requestedBy, @label, @scope, @libraryId, @undoesRunId, @now)`,
  ).run({ ...run, scope: JSON.stringify(run.scope), now: nowTimestamp() });
  return Number(lastInsertRowid);
}

export function setRunJob(db: WriteDb, id: number, jobId: number): void {
  prepare(db, 'run.setJob', 'UPDATE publish_runs SET job_id = ? WHERE id = ?').run(jobId, id);
}

/** What a run was asked for, and whether its items are listed; null when there is no such run. */
export function runScope(
  db: ReadDb,
  id: number,
): (Pick<PublishRun, 'action' | 'requestedBy'> & { scope: unknown; isListed: boolean }) | null {
  const row = prepare(
    db,
    'run.scope',
    'SELECT action, requested_by AS requestedBy, scope, is_listed AS isListed FROM publish_runs WHERE id = ?',
  ).get(id) as (Pick<PublishRun, 'action' | 'requestedBy'> & { scope: string; isListed: number }) | undefined;
  if (row === undefined) return null;
  return { ...row, scope: JSON.parse(row.scope) as unknown, isListed: row.isListed === 1 };
}

/** The run of a library, or the one that takes another back, that has not ended; null when there is none. */
export function unfinishedRun(
  db: ReadDb,
  of: { libraryId: number } | { undoesRunId: number },
): { id: number; jobId: number } | null {
  const [column, value] = 'libraryId' in of ? ['library_id', of.libraryId] : ['undoes_run_id', of.undoesRunId];
  const row = prepare(
    db,
    'run.unfinished',
    `SELECT id, job_id AS jobId FROM publish_runs
     WHERE ${column} = ? AND job_id IS NOT NULL AND state IN ('waiting', 'running', 'paused') ORDER BY id DESC LIMIT 1`,
  ).get(value) as { id: number; jobId: number } | undefined;
  return row ?? null;
}

/** Forgets a list that was broken off: what it was to say may have changed since. */
export function clearRunItems(db: WriteDb, id: number): void {
  prepare(db, 'run.clearItems', 'DELETE FROM publish_run_items WHERE run_id = ?').run(id);
  prepare(db, 'run.resetTotal', 'UPDATE publish_runs SET total = 0 WHERE id = ?').run(id);
}

/** Adds an item to the list of what a run is about. */
export function addRunItem(
  db: WriteDb,
  runId: number,
  position: number,
  item: ItemRef,
  undoesJournalId: number | null = null,
): void {
  prepare(
    db,
    'run.addItem',
    'INSERT INTO publish_run_items (run_id, position, item_type, item_id, undoes_journal_id) VALUES (?, ?, ?, ?, ?)',
  ).run(runId, position, item.type, item.id, undoesJournalId);
}

export function markRunListed(db: WriteDb, id: number): void {
  prepare(db, 'run.markListed', 'UPDATE publish_runs SET is_listed = 1 WHERE id = ?').run(id);
}

export interface WaitingRunItem {
  position: number;
  item: ItemRef;
  undoesJournalId: number | null;
}

/** The next items that nothing has come of yet, after a position. */
export function waitingRunItems(db: ReadDb, runId: number, after: number, limit: number): WaitingRunItem[] {
  const rows = prepare(
    db,
    'run.waiting',
    `SELECT position, item_type AS type, item_id AS id, undoes_journal_id AS undoesJournalId FROM publish_run_items
     WHERE run_id = ? AND outcome = 'waiting' AND position > ? ORDER BY position LIMIT ?`,
  ).all(runId, after, limit) as (ItemRef & { position: number; undoesJournalId: number | null })[];
  return rows.map(({ type, id, position, undoesJournalId }) => ({ position, item: { type, id }, undoesJournalId }));
}

export interface RunItemEnd {
  outcome: Exclude<RunOutcome, 'waiting'>;
  title: string;
  reasonCode?: string;
  reason?: string;
  files?: number;
  journalId?: number;
}

/** Says what came of an item. The first word stands: a publication that a crash interrupted is told of once. */
export function endRunItem(db: WriteDb, runId: number, position: number, end: RunItemEnd): void {
  prepare(
    db,
    'run.endItem',
    `UPDATE publish_run_items SET outcome = @outcome, title = @title, reason_code = @reasonCode, reason = @reason,
       file_count = @files, journal_id = @journalId, finished_at = @now
     WHERE run_id = @runId AND position = @position AND outcome = 'waiting'`,
  ).run({
    outcome: end.outcome,
    title: end.title,
    reasonCode: end.reasonCode ?? null,
    reason: end.reason ?? null,
    files: end.files ?? 0,
    journalId: end.journalId ?? null,
    now: nowTimestamp(),
    runId,
    position,
  });
}

interface RunRow extends Omit<PublishRun, 'counts'> {
  written: number;
  unchanged: number;
  leftOut: number;
  failed: number;
}

/** Publications of a run that stand: what undoing it would take back. */
const STANDING = `FROM publish_journal j WHERE j.run_id = r.id AND j.action = 'publish' AND j.state = 'committed'
  AND j.undone_by IS NULL`;

const SELECT_RUN = `SELECT r.id, r.action, r.label, r.requested_by AS requestedBy, r.state, r.job_id AS jobId,
  r.library_id AS libraryId, r.total, r.written_count AS written, r.unchanged_count AS unchanged,
  r.left_out_count AS leftOut, r.failed_count AS failed, r.file_count AS files, r.undoes_run_id AS undoesRunId,
  (SELECT max(u.id) FROM publish_runs u WHERE u.undoes_run_id = r.id) AS undoneByRunId,
  (SELECT count(*) ${STANDING}) AS undoable,
  r.created_at AS createdAt, r.started_at AS startedAt, r.finished_at AS finishedAt FROM publish_runs r`;

function toRun({ written, unchanged, leftOut, failed, ...row }: RunRow): PublishRun {
  return { ...row, counts: { written, unchanged, leftOut, failed } };
}

export function getRun(db: ReadDb, id: number): PublishRun | null {
  const row = prepare(db, 'run.get', `${SELECT_RUN} WHERE r.id = ?`).get(id) as RunRow | undefined;
  return row === undefined ? null : toRun(row);
}

/** Runs before an id, newest first. */
export function pageRuns(db: ReadDb, before: number | null, limit: number): PublishRun[] {
  const rows = prepare(db, 'run.page', `${SELECT_RUN} WHERE r.id < ? ORDER BY r.id DESC LIMIT ?`).all(
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  ) as RunRow[];
  return rows.map(toRun);
}

/** A run's report after a position, in its order; of these outcomes, or of all. */
export function pageRunItems(
  db: ReadDb,
  runId: number,
  options: { outcomes: readonly RunOutcome[]; after: number | null; limit: number },
): PublishRunItem[] {
  const rows = prepare(
    db,
    'run.items',
    `SELECT position, item_type AS type, item_id AS itemId, title, outcome, reason_code AS reasonCode, reason,
       file_count AS files, journal_id AS journalId, finished_at AS finishedAt FROM publish_run_items
     WHERE run_id = @runId AND position > @after
       AND (@all = 1 OR outcome IN (SELECT value FROM json_each(@outcomes)))
     ORDER BY position LIMIT @limit`,
  ).all({
    runId,
    after: options.after ?? -1,
    all: Number(options.outcomes.length === 0),
    outcomes: JSON.stringify(options.outcomes),
    limit: options.limit,
  }) as (Omit<PublishRunItem, 'item'> & { type: ItemRef['type']; itemId: number })[];
  return rows.map(({ type, itemId, ...row }) => ({ ...row, item: { type, id: itemId } }));
}

/** The publications of a run that stand, the last first. */
export function standingJournalsOfRun(db: ReadDb, runId: number): { id: number; item: ItemRef }[] {
  const rows = prepare(
    db,
    'run.standing',
    `SELECT j.id, j.entity_type AS type, j.entity_id AS itemId ${STANDING.replace('r.id', '?')} ORDER BY j.id DESC`,
  ).all(runId) as { id: number; type: ItemRef['type']; itemId: number }[];
  return rows.map(({ id, type, itemId }) => ({ id, item: { type, id: itemId } }));
}

/** What a run wrote or removed, as absolute paths, in the order in which it did. */
export function pathsOfRun(db: ReadDb, runId: number): string[] {
  return prepare(
    db,
    'run.paths',
    `SELECT s.path FROM publish_journal j JOIN publish_steps s ON s.journal_id = j.id
     WHERE j.run_id = ? AND j.state = 'committed' ORDER BY j.id, s.seq`,
  )
    .pluck()
    .all(runId) as string[];
}

/** A library's live items of a kind that have a place to be published to. Sets belong to every library with a film of theirs. */
export function liveItemsOfLibrary(db: ReadDb, libraryId: number, type: ItemRef['type']): ItemRef[] {
  const source = {
    movie: 'SELECT id FROM movies WHERE library_id = ? AND deleted_on IS NULL ORDER BY id',
    series: 'SELECT id FROM series WHERE library_id = ? AND deleted_on IS NULL ORDER BY id',
    season: `SELECT s.id FROM seasons s JOIN series sh ON sh.id = s.series_id
      WHERE sh.library_id = ? AND sh.deleted_on IS NULL ORDER BY s.series_id, s.season_number`,
    episode: `SELECT e.id FROM episodes e JOIN series sh ON sh.id = e.series_id
      WHERE sh.library_id = ? AND sh.deleted_on IS NULL AND e.deleted_on IS NULL AND e.file_path IS NOT NULL
      ORDER BY e.series_id, e.season_number, e.episode_number`,
    set: `SELECT t.id FROM sets t WHERE t.deleted_on IS NULL AND EXISTS (
      SELECT 1 FROM movies m WHERE m.set_id = t.id AND m.library_id = ? AND m.deleted_on IS NULL) ORDER BY t.id`,
  }[type];
  const ids = prepare(db, 'run.libraryItems', source).pluck().all(libraryId) as number[];
  return ids.map((id) => ({ type, id }));
}
