import type { Handlers } from '../contract/contract.ts';
import type { Job } from '../contract/jobs.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { EventSink } from './services/event-sink.ts';
import { type RulesOf, refreshItem } from './services/items/item-completeness.ts';
import { createReadSetFoldersKind, readSetFoldersJob } from './services/sets/read-set-folders.job.ts';
import { createSetEdits } from './services/sets/set-edits.ts';
import { createSetHandlers } from './services/sets/set-handlers.ts';
import type { NewJob } from './store/job.store.ts';
import type { WriteDb } from './store/open-database.ts';
import { liveSetNames } from './store/set-folder.store.ts';
import { unsortedSets } from './store/set-trash.store.ts';
import { transaction } from './store/sql.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

export interface SetDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  rules: RulesOf;
  enqueue: (job: NewJob) => Job;
}

export interface Sets {
  handlers: Pick<Handlers, Extract<keyof Handlers, `sets.${string}` | `setFolder.${string}`>>;
  kinds: JobKind[];
  /** Films came or went: sets may have come with them, and their folders may have changed. */
  afterScan(): void;
  /** Before jobs go on: sets of a time when they were not sorted get their place, and removals that were cut off end. */
  recover(): void;
}

/** Sets of films as items, put together: a part of core.ts. */
export function composeSets(deps: SetDependencies): Sets {
  const { db, events, rules, enqueue } = deps;
  const edits = createSetEdits(db, rules, {
    film: (id) => {
      events.itemChanged({ type: 'movie', id });
    },
    set: (id) => {
      events.itemChanged({ type: 'set', id });
    },
  });
  const sort = (): void => {
    for (const id of unsortedSets(db)) {
      transaction(db, () => {
        refreshItem(db, { type: 'set', id }, rules);
      });
    }
  };
  return {
    handlers: createSetHandlers(deps, edits),
    kinds: [createReadSetFoldersKind(deps)],
    afterScan: () => {
      events.publish({ name: 'items.listChanged', payload: { type: 'set', libraryId: null } });
      if (liveSetNames(db).length > 0) enqueue(readSetFoldersJob(false));
    },
    recover: () => {
      sort();
      edits.finishRemovals();
    },
  };
}
