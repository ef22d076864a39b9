import type { Handlers } from '../../../contract/contract.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getRun, pageRunItems, pageRuns } from '../../store/publish-run.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { comparePublications, compareWithNow } from './compare-publications.ts';
import { publishAgain } from './publish-again.ts';
import { publishHistory } from './publish-history.ts';
import { startLibraryRun, startPublishRun, startRetryRun, startUndoRun, type StartDependencies } from './start-run.ts';
import { type UndoDependencies, undoPublication } from './undo-publication.ts';

type RunMethod = Extract<
  keyof Handlers,
  | 'publish.many'
  | 'publish.library'
  | 'publish.run'
  | 'publish.runs'
  | 'publish.runItems'
  | 'publish.undoRun'
  | 'publish.retryRun'
  | 'publish.undo'
  | 'publish.history'
  | 'publish.compare'
  | 'publish.compareNow'
  | 'publish.again'
>;

/** The contract's methods about many publications, and about earlier ones. */
export function createRunHandlers(
  deps: StartDependencies & UndoDependencies & { pool: WorkerPool },
): Pick<Handlers, RunMethod> {
  const { db } = deps;
  return {
    'publish.many': ({ items, includeBelow }) => startPublishRun(deps, items, { includeBelow, by: 'manual' }),
    'publish.library': ({ libraryId }) => startLibraryRun(deps, libraryId, 'manual'),
    'publish.run': ({ runId }) => {
      const run = getRun(db, runId);
      if (run === null) throw new CoreError('not_found', 'This publication is not known any more.');
      return run;
    },
    'publish.runs': ({ before, limit }) => {
      const runs = pageRuns(db, before, limit + 1);
      return { runs: runs.slice(0, limit), hasMore: runs.length > limit };
    },
    'publish.runItems': ({ runId, outcomes, after, limit }) => {
      const items = pageRunItems(db, runId, { outcomes, after, limit: limit + 1 });
      return { items: items.slice(0, limit), hasMore: items.length > limit };
    },
    'publish.undoRun': ({ runId }) => startUndoRun(deps, runId),
    'publish.retryRun': ({ runId }) => startRetryRun(deps, runId),
    'publish.undo': async ({ journalId }) => ({
      restored: (await undoPublication(deps, journalId, { by: 'manual' })).restored,
    }),
    'publish.history': ({ item }) => publishHistory(db, item),
    'publish.compare': ({ from, to }) => comparePublications(deps, from, to),
    'publish.compareNow': ({ journalId }) => compareWithNow(deps, journalId),
    'publish.again': ({ journalId }) => publishAgain(deps, journalId),
  };
}
