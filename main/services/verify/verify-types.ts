import type { Job } from '../../../contract/jobs.ts';
import type { Clock, Logger } from '../../platform/ports.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import type { PublishService } from '../publish/publish-service.ts';

export interface VerifyDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  clock: Clock;
  logger: Logger;
  publisher: Pick<PublishService, 'write'>;
  /** Takes back a publication; see undoPublication. */
  undo: (journalId: number) => Promise<unknown>;
  enqueue: (job: NewJob) => Job;
}
