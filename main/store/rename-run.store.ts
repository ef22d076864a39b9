import type { RenameChange, RenameRun } from '../../contract/renaming.ts';
import type { RenameStep } from '../domain/rename/rename-step.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/**
 * What became of an item. On their way: `moving` and `undoing`; back from that, because something refused: `backing` and
 * `redoing`. The files are there and the database follows: `following`, `following_back`.
 */
export type RenameItemState =
  | 'planned'
  | 'conflict'
  | 'moving'
  | 'backing'
  | 'following'
  | 'moved'
  | 'failed'
  | 'undoing'
  | 'redoing'
  | 'following_back'
  | 'undone';

/** A season's folder before and after; relative to the library. */
export interface SeasonFolderChange {
  season: number;
  from: string;
  to: string;
}

export interface RenameItemRow {
  id: number;
  runId: number;
  libraryId: number;
  type: 'movie' | 'series' | 'episode';
  entityId: number;
  /** Of a show's own row and those of its episodes. */
  seriesId: number | null;
  title: string;
  state: RenameItemState;
  isExcluded: boolean;
  problem: string | null;
  steps: RenameStep[];
  /** On the way: the stage of the steps. While the database follows: the index of the step it has come to. */
  stage: number;
  changes: RenameChange[];
  seasonFolders: SeasonFolderChange[];
}

export type NewRenameItem = Pick<
  RenameItemRow,
  'libraryId' | 'type' | 'entityId' | 'seriesId' | 'title' | 'problem' | 'steps' | 'changes' | 'seasonFolders'
>;

const OPEN = `('moving', 'backing', 'following', 'undoing', 'redoing', 'following_back')`;

export function insertRenameRun(db: WriteDb, label: string): number {
  return Number(
    prepare(db, 'renameRun.insert', `INSERT INTO rename_runs (label, state, created_at) VALUES (?, 'planning', ?)`).run(
      label,
      nowTimestamp(),
    ).lastInsertRowid,
  );
}

export function updateRenameRun(
  db: WriteDb,
  id: number,
  change: { state?: RenameRun['state']; jobId?: number; errorMessage?: string | null; isApplied?: boolean },
): void {
  prepare(
    db,
    'renameRun.update',
    `UPDATE rename_runs SET state = coalesce(@state, state), job_id = coalesce(@jobId, job_id),
       error_message = iif(@changesError, @error, error_message), applied_at = coalesce(applied_at, @appliedAt)
     WHERE id = @id`,
  ).run({
    id,
    state: change.state ?? null,
    jobId: change.jobId ?? null,
    changesError: Number(change.errorMessage !== undefined),
    error: change.errorMessage ?? null,
    appliedAt: change.isApplied === true ? nowTimestamp() : null,
  });
}

/** Rows deleted by one call: a few milliseconds at most. */
const DELETED_AT_ONCE = 200;

/** Of a plan that is made anew from its beginning. Answers false until all of it is gone. */
export function clearRenameRun(db: WriteDb, id: number): boolean {
  prepare(db, 'renameRun.clearCount', 'UPDATE rename_runs SET unchanged_count = 0 WHERE id = ?').run(id);
  const { changes } = prepare(
    db,
    'renameRun.clear',
    'DELETE FROM rename_items WHERE id IN (SELECT id FROM rename_items WHERE run_id = ? LIMIT ?)',
  ).run(id, DELETED_AT_ONCE);
  return changes < DELETED_AT_ONCE;
}

export function addUnchanged(db: WriteDb, id: number, count: number): void {
  prepare(db, 'renameRun.unchanged', 'UPDATE rename_runs SET unchanged_count = unchanged_count + ? WHERE id = ?').run(
    count,
    id,
  );
}

interface RunRow {
  id: number;
  label: string;
  state: RenameRun['state'];
  createdAt: string;
  appliedAt: string | null;
  jobId: number | null;
  errorMessage: string | null;
  unchanged: number;
}

const SELECT_RUN = `SELECT id, label, state, created_at AS createdAt, applied_at AS appliedAt, job_id AS jobId,
  error_message AS errorMessage, unchanged_count AS unchanged FROM rename_runs`;

export function getRenameRun(db: ReadDb, id: number): RenameRun | null {
  const row = prepare(db, 'renameRun.get', `${SELECT_RUN} WHERE id = ?`).get(id) as RunRow | undefined;
  return row === undefined ? null : toRun(db, row);
}

export function listRenameRuns(db: ReadDb, limit: number): RenameRun[] {
  const rows = prepare(db, 'renameRun.list', `${SELECT_RUN} ORDER BY id DESC LIMIT ?`).all(limit) as RunRow[];
  return rows.map((row) => toRun(db, row));
}

function toRun(db: ReadDb, { unchanged, ...run }: RunRow): RenameRun {
  const counts = prepare(
    db,
    'renameRun.counts',
    `SELECT coalesce(sum(state = 'planned' AND is_excluded = 0), 0) AS planned,
       coalesce(sum(state = 'planned' AND is_excluded = 1), 0) AS excluded, coalesce(sum(state = 'conflict'), 0) AS conflict,
       coalesce(sum(state = 'moved'), 0) AS moved, coalesce(sum(state = 'failed'), 0) AS failed,
       coalesce(sum(state = 'undone'), 0) AS undone, coalesce(sum(state IN ${OPEN}), 0) AS open
     FROM rename_items WHERE run_id = ?`,
  ).get(run.id) as Omit<RenameRun['counts'], 'unchanged'>;
  return { ...run, counts: { unchanged, ...counts } };
}

interface ItemRow {
  id: number;
  runId: number;
  libraryId: number;
  type: RenameItemRow['type'];
  entityId: number;
  seriesId: number | null;
  title: string;
  state: RenameItemState;
  isExcluded: number;
  problem: string | null;
  steps: string;
  stage: number;
  changes: string;
  seasonFolders: string;
}

const SELECT_ITEM = `SELECT id, run_id AS runId, library_id AS libraryId, entity_type AS type, entity_id AS entityId,
  series_id AS seriesId, title, state, is_excluded AS isExcluded, problem, steps, stage, changes,
  season_folders AS seasonFolders FROM rename_items`;

function toItem(row: ItemRow): RenameItemRow {
  return {
    ...row,
    isExcluded: row.isExcluded === 1,
    steps: JSON.parse(row.steps) as RenameStep[],
    changes: JSON.parse(row.changes) as RenameChange[],
    seasonFolders: JSON.parse(row.seasonFolders) as SeasonFolderChange[],
  };
}

/** An item with a problem is a conflict, any other is planned. Answers its id. */
export function insertRenameItem(db: WriteDb, runId: number, item: NewRenameItem): number {
  return Number(
    prepare(
      db,
      'renameItem.insert',
      `INSERT INTO rename_items (run_id, library_id, entity_type, entity_id, series_id, title, state, problem, steps,
         changes, season_folders, updated_at)
       VALUES (@runId, @libraryId, @type, @entityId, @seriesId, @title, @state, @problem, @steps, @changes,
         @seasonFolders, @now)`,
    ).run({
      ...item,
      runId,
      state: item.problem === null ? 'planned' : 'conflict',
      steps: JSON.stringify(item.steps),
      changes: JSON.stringify(item.changes),
      seasonFolders: JSON.stringify(item.seasonFolders),
      now: nowTimestamp(),
    }).lastInsertRowid,
  );
}

export function getRenameItem(db: ReadDb, id: number): RenameItemRow | null {
  const row = prepare(db, 'renameItem.get', `${SELECT_ITEM} WHERE id = ?`).get(id) as ItemRow | undefined;
  return row === undefined ? null : toItem(row);
}

/** @param stage kept unless given */
export function setRenameItem(
  db: WriteDb,
  id: number,
  change: { state: RenameItemState; stage?: number; problem?: string | null },
): void {
  prepare(
    db,
    'renameItem.set',
    `UPDATE rename_items SET state = @state, stage = coalesce(@stage, stage),
       problem = iif(@changesProblem, @problem, problem), updated_at = @now WHERE id = @id`,
  ).run({
    id,
    state: change.state,
    stage: change.stage ?? null,
    changesProblem: Number(change.problem !== undefined),
    problem: change.problem ?? null,
    now: nowTimestamp(),
  });
}

/** Adds steps at the end: of what was named after renamed videos later. */
export function addRenameSteps(db: WriteDb, { id, steps }: RenameItemRow, more: readonly RenameStep[]): void {
  prepare(db, 'renameItem.steps', 'UPDATE rename_items SET steps = ? WHERE id = ?').run(
    JSON.stringify([...steps, ...more]),
    id,
  );
}

/** Ids of a run's items in a state, in the order they are renamed; excluded ones are left out. */
export function renameItemIds(db: ReadDb, runId: number, states: readonly RenameItemState[]): number[] {
  return prepare(
    db,
    'renameItem.ids',
    `SELECT id FROM rename_items WHERE run_id = ? AND is_excluded = 0 AND state IN (SELECT value FROM json_each(?))
     ORDER BY id`,
  )
    .pluck()
    .all(runId, JSON.stringify(states)) as number[];
}

/** Items that a crash, or a disk out of reach, left between two names; the oldest first. */
export function openRenameItems(db: ReadDb): RenameItemRow[] {
  const rows = prepare(db, 'renameItem.open', `${SELECT_ITEM} WHERE state IN ${OPEN} ORDER BY id`).all() as ItemRow[];
  return rows.map(toItem);
}

export interface RenameItemFilter {
  runId: number;
  show: 'all' | 'conflict' | 'failed';
}

export function pageRenameItems(
  db: ReadDb,
  { runId, show }: RenameItemFilter,
  offset: number,
  limit: number,
): { rows: RenameItemRow[]; matching: number } {
  const where = `run_id = ?${show === 'all' ? '' : ` AND state = '${show}'`}`;
  const rows = prepare(db, 'renameItem.page', `${SELECT_ITEM} WHERE ${where} ORDER BY id LIMIT ? OFFSET ?`).all(
    runId,
    limit,
    offset,
  ) as ItemRow[];
  const matching = prepare(db, 'renameItem.count', `SELECT count(*) FROM rename_items WHERE ${where}`)
    .pluck()
    .get(runId) as number;
  return { rows: rows.map(toItem), matching };
}

/** A show's own row brings its episodes along. */
export function excludeRenameItems(db: WriteDb, runId: number, ids: readonly number[], isExcluded: boolean): void {
  prepare(
    db,
    'renameItem.exclude',
    `UPDATE rename_items SET is_excluded = @isExcluded WHERE run_id = @runId AND state = 'planned'
       AND (id IN (SELECT value FROM json_each(@ids)) OR series_id IN (
         SELECT entity_id FROM rename_items WHERE run_id = @runId AND entity_type = 'series'
           AND id IN (SELECT value FROM json_each(@ids))))`,
  ).run({ runId, ids: JSON.stringify(ids), isExcluded: Number(isExcluded) });
}

/** The row of a show's folders in a run, which its episodes depend on; null when it has none. */
export function showItemOf(db: ReadDb, runId: number, seriesId: number): RenameItemRow | null {
  const row = prepare(
    db,
    'renameItem.ofShow',
    `${SELECT_ITEM} WHERE run_id = ? AND series_id = ? AND entity_type = 'series'`,
  ).get(runId, seriesId) as ItemRow | undefined;
  return row === undefined ? null : toItem(row);
}

/** The libraries whose items of a run are in a state. */
export function renamedLibraries(db: ReadDb, runId: number, state: RenameItemState): number[] {
  return prepare(
    db,
    'renameItem.libraries',
    'SELECT DISTINCT library_id FROM rename_items WHERE run_id = ? AND state = ? AND is_excluded = 0',
  )
    .pluck()
    .all(runId, state) as number[];
}

/** Ids of what has its new name of a row: itself, and a show's episodes with it. */
export function movedPartIds(db: ReadDb, runId: number, rowId: number): number[] {
  return prepare(
    db,
    'renameItem.parts',
    `SELECT i.id FROM rename_items i WHERE i.run_id = @runId AND i.state = 'moved' AND (i.id = @rowId OR i.series_id = (
       SELECT entity_id FROM rename_items WHERE id = @rowId AND run_id = @runId AND entity_type = 'series'))
     ORDER BY i.id`,
  )
    .pluck()
    .all({ runId, rowId }) as number[];
}

/** Finished plans that nobody applied, beyond the newest ones, go. Answers false until all of them are gone. */
export function dropOldPlans(db: WriteDb, keep: number): boolean {
  const old = `SELECT id FROM rename_runs WHERE state IN ('planned', 'failed', 'planning') AND applied_at IS NULL
    AND id NOT IN (SELECT id FROM rename_runs ORDER BY id DESC LIMIT @keep)`;
  const { changes } = prepare(
    db,
    'renameRun.dropItems',
    `DELETE FROM rename_items WHERE id IN (SELECT id FROM rename_items WHERE run_id IN (${old}) LIMIT @limit)`,
  ).run({ keep, limit: DELETED_AT_ONCE });
  if (changes === DELETED_AT_ONCE) return false;
  prepare(db, 'renameRun.drop', `DELETE FROM rename_runs WHERE id IN (${old})`).run({ keep });
  return true;
}
