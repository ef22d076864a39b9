import { z } from 'zod';
import { CoreError } from '../../domain/core-error.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { logActivity } from '../../store/activity.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import {
  getRenameItem,
  movedPartIds,
  type NewRenameItem,
  renamedLibraries,
  renameItemIds,
  type RenameItemRow,
  setRenameItem,
  showItemOf,
  updateRenameRun,
} from '../../store/rename-run.store.ts';
import type { ItemMover } from './item-mover.ts';
import type { LibraryGate } from './library-gate.ts';
import { patternsOf, planFilms, planShow, requireLibrary } from './plan-items.ts';
import type { RenameDependencies } from './rename-dependencies.ts';

export const APPLY_RENAMES = 'apply_renames';
export const UNDO_RENAMES = 'undo_renames';

export interface RenameSums {
  moved: number;
  failed: number;
}

type ApplyDependencies = RenameDependencies & { mover: ItemMover; gate: LibraryGate };

export function applyRenamesJob(runId: number, count: number): NewJob {
  return {
    type: APPLY_RENAMES,
    label: `Rename ${String(count)} ${count === 1 ? 'item' : 'items'}`,
    priority: PRIORITY.user,
    payload: { runId },
    dedupeKey: `${APPLY_RENAMES}:${String(runId)}`,
  };
}

/** @param id of a row; null for all of the run */
export function undoRenamesJob(runId: number, id: number | null): NewJob {
  return {
    type: UNDO_RENAMES,
    label: 'Give old names back',
    priority: PRIORITY.user,
    payload: { runId, id },
    dedupeKey: `${UNDO_RENAMES}:${String(runId)}:${String(id)}`,
  };
}

/** Renames what is planned, item by item. Begun again after a crash it goes on with what is left. */
export function createApplyRenamesKind(deps: ApplyDependencies): JobKind {
  const { db, mover, gate } = deps;
  return jobKind({
    type: APPLY_RENAMES,
    payload: z.object({ runId: z.int() }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ runId }, context) => {
      const ids = renameItemIds(db, runId, ['planned']);
      const shows: ShowPlans = new Map();
      const result = await gate.close(renamedLibraries(db, runId, 'planned'), () =>
        walk(deps, context, ids, async (row) => {
          const problem = await whyNotAsPlanned(deps, row, shows);
          if (problem === null) return (await mover.move(row.id))?.state === 'moved';
          setRenameItem(db, row.id, { state: 'failed', problem });
          return false;
        }),
      );
      if ('untilMs' in result) return { kind: 'rateLimited', untilMs: result.untilMs };
      return finished(deps, runId, 'done', 'Renamed', result.done);
    },
  });
}

/** Gives items their old names back, the last one renamed first. */
export function createUndoRenamesKind(deps: ApplyDependencies): JobKind {
  const { db, mover, gate } = deps;
  return jobKind({
    type: UNDO_RENAMES,
    payload: z.object({ runId: z.int(), id: z.int().nullable() }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ runId, id }, context) => {
      const ids = id === null ? renameItemIds(db, runId, ['moved']) : movedPartIds(db, runId, id);
      const result = await gate.close(renamedLibraries(db, runId, 'moved'), () =>
        walk(deps, context, ids.toReversed(), async (row) => {
          if (row.type === 'series' && movedPartIds(db, runId, row.id).length > 1) {
            const problem = 'Some of its episodes could not get their old names back, so the folder stays.';
            setRenameItem(db, row.id, { state: 'moved', problem });
            return false;
          }
          return (await mover.undo(row.id))?.state === 'undone';
        }),
      );
      if ('untilMs' in result) return { kind: 'rateLimited', untilMs: result.untilMs };
      const isAll = renameItemIds(db, runId, ['moved']).length === 0;
      return finished(deps, runId, isAll ? 'undone' : 'done', 'Gave old names back to', result.done);
    },
  });
}

function finished(
  { db, events }: RenameDependencies,
  runId: number,
  state: 'done' | 'undone',
  words: string,
  { moved, failed }: RenameSums,
): { kind: 'done'; result: { runId: number; moved: number; failed: number }; apply: () => void } {
  const id = logActivity(db, {
    eventType: 'rename.done',
    severity: failed === 0 ? 'success' : 'warning',
    description: `${words} ${String(moved)} ${moved === 1 ? 'item' : 'items'}${failed === 0 ? '' : `, ${String(failed)} failed`}`,
  });
  events.publish({ name: 'activity.logged', payload: { id } });
  events.publish({ name: 'items.listChanged', payload: { type: null, libraryId: null } });
  return {
    kind: 'done',
    result: { runId, moved, failed },
    apply: () => {
      updateRenameRun(db, runId, { state, isApplied: true });
    },
  };
}

/** One after the other; between two of them the person may stop. */
async function walk(
  { db }: RenameDependencies,
  context: JobContext,
  ids: readonly number[],
  work: (row: RenameItemRow) => Promise<boolean>,
): Promise<RenameSums> {
  const sums: RenameSums = { moved: 0, failed: 0 };
  for (const [at, id] of ids.entries()) {
    context.signal.throwIfAborted();
    const row = getRenameItem(db, id);
    if (row === null) continue;
    context.progress(at, ids.length, row.title);
    if (await work(row)) sums.moved += 1;
    else sums.failed += 1;
  }
  context.progress(ids.length, ids.length);
  return sums;
}

const CHANGED = 'Its files or its data have changed since the plan was made. Plan again to see what would be renamed.';

/** The plan is made once more: what the person saw is what is done. */
async function whyNotAsPlanned(deps: ApplyDependencies, row: RenameItemRow, shows: ShowPlans): Promise<string | null> {
  const { db } = deps;
  const show = row.seriesId === null || row.type === 'series' ? null : showItemOf(db, row.runId, row.seriesId);
  if (show !== null && show.state !== 'moved') return 'The show’s folder was not renamed, so its episodes stay.';
  try {
    const now = await currentPlan(deps, row, shows);
    return now !== undefined && JSON.stringify(now.steps) === JSON.stringify(row.steps) ? null : CHANGED;
  } catch (error) {
    if (error instanceof CoreError) return error.message;
    throw error;
  }
}

/** Of the show that is being renamed: planned once for all its episodes. */
type ShowPlans = Map<string, readonly NewRenameItem[]>;

async function currentPlan(
  deps: ApplyDependencies,
  row: RenameItemRow,
  shows: ShowPlans,
): Promise<NewRenameItem | undefined> {
  const library = requireLibrary(deps.db, row.libraryId);
  const patterns = patternsOf(deps.db, row.libraryId);
  if (row.seriesId === null) {
    const [plan] = await planFilms(deps, library, [row.entityId], patterns);
    return plan?.rows[0];
  }
  // Once its folders have their names, its episodes are where the plan expects them.
  const key = `${String(row.seriesId)}:${row.type}`;
  let rows = shows.get(key);
  if (rows === undefined) {
    rows = (await planShow(deps, library, row.seriesId, patterns))?.rows ?? [];
    shows.clear();
    shows.set(key, rows);
  }
  return rows.find(({ type, entityId }) => type === row.type && entityId === row.entityId);
}
