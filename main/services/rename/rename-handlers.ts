import type { Handlers } from '../../../contract/contract.ts';
import type { RenameExample, RenameItem, RenameRun } from '../../../contract/renaming.ts';
import { CoreError } from '../../domain/core-error.ts';
import { checkPatterns, type ParsedPatterns } from '../../domain/rename/check-patterns.ts';
import { DEFAULT_RENAME_PATTERNS } from '../../domain/rename/default-patterns.ts';
import { getJob } from '../../store/job.store.ts';
import type { Library } from '../../store/library.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { itemIdsOf } from '../../store/rename-facts.store.ts';
import { getRenamePatterns, setRenamePatterns } from '../../store/rename-pattern.store.ts';
import {
  excludeRenameItems,
  getRenameItem,
  getRenameRun,
  insertRenameRun,
  listRenameRuns,
  pageRenameItems,
  type RenameItemRow,
  updateRenameRun,
} from '../../store/rename-run.store.ts';
import { applyRenamesJob, undoRenamesJob } from './apply-renames.job.ts';
import { type ItemPlan, planFilms, planShow, requireLibrary } from './plan-items.ts';
import { planRenamesJob, type RenameScope } from './plan-rename.job.ts';
import type { RenameDependencies } from './rename-dependencies.ts';

type RenameMethod = Extract<keyof Handlers, `rename.${string}`>;

const EXAMPLES = 5;
const CHANGES_SHOWN = 12;

/** The contract's methods about renaming. */
export function createRenameHandlers(deps: RenameDependencies): Pick<Handlers, RenameMethod> {
  const { db, events, enqueue } = deps;
  const patternsView = (libraryId: number): ReturnType<Handlers['rename.patterns']> => {
    requireLibrary(db, libraryId);
    const own = getRenamePatterns(db, libraryId);
    return { patterns: own ?? DEFAULT_RENAME_PATTERNS, defaults: DEFAULT_RENAME_PATTERNS, isDefault: own === null };
  };
  return {
    'rename.patterns': ({ libraryId }) => patternsView(libraryId),
    'rename.setPatterns': ({ libraryId, patterns }) => {
      requireLibrary(db, libraryId);
      const wrong = checkPatterns(patterns).problems.find(({ isWarning }) => !isWarning);
      if (wrong !== undefined) throw new CoreError('invalid_input', wrong.message, { pattern: wrong.pattern });
      setRenamePatterns(db, libraryId, patterns);
      events.publish({ name: 'settings.changed', payload: {} });
      return patternsView(libraryId);
    },
    'rename.examples': async ({ libraryId, patterns }) => {
      const library = requireLibrary(db, libraryId);
      const { parsed, problems } = checkPatterns(patterns);
      return { problems, examples: parsed === null ? [] : await examples(deps, library, parsed) };
    },
    'rename.plan': ({ scope }) => startPlan(deps, scope),
    'rename.run': ({ runId }) => requireRun(db, runId),
    'rename.runs': ({ limit }) => listRenameRuns(db, limit).map((run) => settledView(db, run)),
    'rename.items': ({ runId, show, offset, limit }) => {
      requireRun(db, runId);
      const { rows, matching } = pageRenameItems(db, { runId, show }, offset, limit);
      return { rows: rows.map(itemView), matching };
    },
    'rename.exclude': ({ runId, ids, isExcluded }) => {
      const run = requireRun(db, runId);
      if (run.state !== 'planned') throw new CoreError('conflict', 'Only what is not renamed yet can be left out.');
      excludeRenameItems(db, runId, ids, isExcluded);
      return requireRun(db, runId);
    },
    'rename.apply': ({ runId }) => {
      const run = requireRun(db, runId);
      if ((run.state !== 'planned' && run.state !== 'done') || run.counts.planned === 0) {
        throw new CoreError('conflict', 'There is nothing left to rename in this plan. Make a new one.');
      }
      const job = enqueue(applyRenamesJob(runId, run.counts.planned));
      updateRenameRun(db, runId, { state: 'applying', jobId: job.id, isApplied: true });
      return { jobId: job.id };
    },
    'rename.undo': ({ runId, id }) => {
      const run = requireRun(db, runId);
      if (run.state !== 'done' && run.state !== 'undone') {
        throw new CoreError('conflict', 'This is still going on. Wait until it has ended.');
      }
      if (run.counts.moved === 0 || (id !== null && getRenameItem(db, id)?.runId !== runId)) {
        throw new CoreError('conflict', 'Nothing of this has a new name any more.');
      }
      const job = enqueue(undoRenamesJob(runId, id));
      updateRenameRun(db, runId, { state: 'undoing', jobId: job.id });
      return { jobId: job.id };
    },
  };
}

function startPlan({ db, enqueue }: RenameDependencies, scope: RenameScope): { runId: number; jobId: number } {
  const label = scope.kind === 'library' ? requireLibrary(db, scope.libraryId).name : labelOf(scope.items.length);
  const runId = insertRenameRun(db, label);
  const job = enqueue(planRenamesJob(runId, scope));
  updateRenameRun(db, runId, { jobId: job.id });
  return { runId, jobId: job.id };
}

function labelOf(count: number): string {
  return `${String(count)} ${count === 1 ? 'item' : 'items'}`;
}

function requireRun(db: ReadDb, runId: number): RenameRun {
  const run = getRenameRun(db, runId);
  if (run === null) throw new CoreError('not_found', 'This plan is not known any more. Make a new one.');
  return settledView(db, run);
}

const WORKING: readonly RenameRun['state'][] = ['planning', 'applying', 'undoing'];

/** A job that was cancelled, or failed, leaves its run where it was: by then nothing works on it any more. */
function settledView(db: ReadDb, run: RenameRun): RenameRun {
  if (!WORKING.includes(run.state)) return run;
  const job = run.jobId === null ? null : getJob(db, run.jobId);
  if (job !== null && (job.status === 'pending' || job.status === 'processing')) return run;
  const errorMessage = run.errorMessage ?? job?.errorMessage ?? null;
  if (run.state === 'planning') return { ...run, state: 'failed', errorMessage };
  return { ...run, state: 'done', errorMessage };
}

function itemView(row: RenameItemRow): RenameItem {
  const isOpen = !['planned', 'conflict', 'moved', 'failed', 'undone'].includes(row.state);
  return {
    id: row.id,
    item: { type: row.type, id: row.entityId },
    title: row.title,
    state: isOpen ? 'open' : (row.state as RenameItem['state']),
    isExcluded: row.isExcluded,
    problem: row.problem,
    changes: row.changes.slice(0, CHANGES_SHOWN),
    changeCount: row.changes.length,
  };
}

/** What patterns make of the library's first items that would be renamed, or of its first ones. */
async function examples(
  deps: RenameDependencies,
  library: Library,
  patterns: ParsedPatterns,
): Promise<RenameExample[]> {
  const { db } = deps;
  const ids = itemIdsOf(db, library.type === 'movies' ? 'movie' : 'series', library.id);
  const plans: ItemPlan[] =
    library.type === 'movies'
      ? await planFilms(deps, library, ids.slice(0, EXAMPLES * 4), patterns)
      : (await Promise.all(ids.slice(0, 2).map((id) => planShow(deps, library, id, patterns)))).filter(
          (plan) => plan !== null,
        );
  return plans
    .flatMap(({ rows }) => rows.slice(0, EXAMPLES))
    .slice(0, EXAMPLES)
    .map((row) => ({
      item: { type: row.type, id: row.entityId },
      title: row.title,
      changes: row.changes.slice(0, 3),
      problem: row.problem,
    }));
}
