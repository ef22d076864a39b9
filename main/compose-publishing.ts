import type { Handlers } from '../contract/contract.ts';
import type { Job } from '../contract/jobs.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Logger } from './platform/ports.ts';
import type { EventSink } from './services/event-sink.ts';
import type { RulesOf } from './services/items/item-completeness.ts';
import { ItemTurns } from './services/publish/item-turns.ts';
import { PublicationWriter } from './services/publish/publication-writer.ts';
import { createPublishKind } from './services/publish/publish-entity.job.ts';
import { createPublishHandlers } from './services/publish/publish-handlers.ts';
import { PublishService } from './services/publish/publish-service.ts';
import { createRunHandlers } from './services/publish/run-handlers.ts';
import { RunWorker } from './services/publish/run-worker.ts';
import { undoPublication } from './services/publish/undo-publication.ts';
import type { NewJob } from './store/job.store.ts';
import type { WriteDb } from './store/open-database.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

export interface PublishingDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  rules: RulesOf;
  logger: Logger;
  enqueue: (job: NewJob) => Job;
}

/** Puts together what plans, writes and takes back publications, of one item and of many. */
export function composePublishing(deps: PublishingDependencies): {
  publisher: PublishService;
  /** Whoever writes into an item's folders takes its turn. */
  turns: ItemTurns;
  /** Takes back a publication that a person asked for; see undoPublication. */
  undo: (journalId: number) => Promise<unknown>;
  kinds: JobKind[];
  handlers: Pick<Handlers, Extract<keyof Handlers, keyof ReturnType<typeof allHandlers>>>;
} {
  const turns = new ItemTurns();
  const writer = new PublicationWriter(deps);
  const publisher = new PublishService({ ...deps, turns, writer });
  const worker = new RunWorker({ ...deps, turns, writer, publisher });
  return {
    publisher,
    turns,
    undo: (journalId) => undoPublication({ db: deps.db, turns, writer }, journalId, { by: 'manual' }),
    kinds: [createPublishKind(worker)],
    handlers: allHandlers(deps, { publisher, turns, writer }),
  };
}

function allHandlers(
  deps: PublishingDependencies,
  made: { publisher: PublishService; turns: ItemTurns; writer: PublicationWriter },
): ReturnType<typeof createPublishHandlers> & ReturnType<typeof createRunHandlers> {
  return {
    ...createPublishHandlers({ service: made.publisher }),
    ...createRunHandlers({ ...deps, ...made }),
  };
}
