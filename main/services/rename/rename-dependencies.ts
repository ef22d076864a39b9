import type { Job } from '../../../contract/jobs.ts';
import type { Clock, Logger } from '../../platform/ports.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import type { ItemTurns } from '../publish/item-turns.ts';

export interface RenameDependencies {
  db: WriteDb;
  pool: WorkerPool;
  events: EventSink;
  clock: Clock;
  logger: Logger;
  /** Keeps publications away from an item's files while they are on their way. */
  turns: ItemTurns;
  enqueue: (job: NewJob) => Job;
}
