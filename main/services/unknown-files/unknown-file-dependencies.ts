import type { Job } from '../../../contract/jobs.ts';
import type { Trash } from '../../platform/ports.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';

export interface UnknownFileDependencies {
  db: WriteDb;
  pool: WorkerPool;
  events: EventSink;
  trash: Trash;
  enqueue: (job: NewJob) => Job;
}
