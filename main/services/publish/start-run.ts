import { CoreError } from '../../domain/core-error.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getLibrary } from '../../store/library.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import {
  getRun,
  insertRun,
  type NewRun,
  pageRunItems,
  setRunJob,
  standingJournalsOfRun,
  unfinishedRun,
} from '../../store/publish-run.store.ts';
import { transaction } from '../../store/sql.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { PUBLISH_ENTITY, publishLabel, RUN_PRIORITY } from './publish-entity.job.ts';
import type { RunScope } from './run-scope.ts';

export interface StartDependencies {
  db: WriteDb;
  enqueue: (job: NewJob) => { id: number };
}

export interface StartedRun {
  runId: number;
  jobId: number;
}

/** How many of what a run did not write are tried again at once. */
const MAX_RETRIED = 100_000;

function start({ db, enqueue }: StartDependencies, run: Omit<NewRun, 'scope'> & { scope: RunScope }): StartedRun {
  return transaction(db, () => {
    const runId = insertRun(db, run);
    const job = enqueue({
      type: PUBLISH_ENTITY,
      label: run.label,
      priority: RUN_PRIORITY,
      payload: { runId },
      ...(run.libraryId === null ? {} : { libraryId: run.libraryId }),
    });
    setRunJob(db, runId, job.id);
    return { runId, jobId: job.id };
  });
}

/** Queues the publication of items as a run. @param options.includeBelow a show brings its seasons and episodes along */
export function startPublishRun(
  deps: StartDependencies,
  items: readonly ItemRef[],
  options: { includeBelow: boolean; by: NewRun['requestedBy'] },
): StartedRun {
  return start(deps, {
    action: 'publish',
    requestedBy: options.by,
    label: publishLabel(items, options.includeBelow),
    scope: { items: [...items], includeBelow: options.includeBelow },
    libraryId: null,
    undoesRunId: null,
  });
}

/** Queues the publication of a whole library; one that waits or runs already is answered. Throws `not_found`. */
export function startLibraryRun(deps: StartDependencies, libraryId: number, by: NewRun['requestedBy']): StartedRun {
  const library = getLibrary(deps.db, libraryId);
  if (library === null) throw new CoreError('not_found', 'This library is not in Metarr any more.');
  const open = unfinishedRun(deps.db, { libraryId });
  if (open !== null) return { runId: open.id, jobId: open.jobId };
  return start(deps, {
    action: 'publish',
    requestedBy: by,
    label: `Publish ${library.name}`,
    scope: { libraryId },
    libraryId,
    undoesRunId: null,
  });
}

/**
 * Queues taking back what a run wrote; one that does so already is answered. Throws `not_found`, and `conflict` when the run
 * is not over or nothing of it stands.
 */
export function startUndoRun(deps: StartDependencies, runId: number): StartedRun {
  const run = requireRun(deps.db, runId);
  if (['waiting', 'running', 'paused'].includes(run.state)) {
    throw new CoreError('conflict', 'This publication is not over. Cancel it or let it end first.');
  }
  const open = unfinishedRun(deps.db, { undoesRunId: runId });
  if (open !== null) return { runId: open.id, jobId: open.jobId };
  if (standingJournalsOfRun(deps.db, runId).length === 0) {
    throw new CoreError('conflict', 'Nothing that this publication wrote stands any more.');
  }
  return start(deps, {
    action: 'undo',
    requestedBy: 'manual',
    label: `Undo: ${run.label}`,
    scope: { undoRunId: runId },
    libraryId: null,
    undoesRunId: runId,
  });
}

/** Queues what a run left out or failed at as a new one. Throws `not_found`, and `conflict` when there is nothing. */
export function startRetryRun(deps: StartDependencies, runId: number): StartedRun {
  const run = requireRun(deps.db, runId);
  const left = pageRunItems(deps.db, runId, { outcomes: ['left_out', 'failed'], after: null, limit: MAX_RETRIED });
  if (run.action !== 'publish' || left.length === 0) {
    throw new CoreError('conflict', 'There is nothing to publish again.');
  }
  const items = left.map(({ item }) => item);
  return startPublishRun(deps, items, { includeBelow: false, by: 'manual' });
}

function requireRun(db: WriteDb, runId: number): NonNullable<ReturnType<typeof getRun>> {
  const run = getRun(db, runId);
  if (run === null) throw new CoreError('not_found', 'This publication is not known any more.');
  return run;
}
