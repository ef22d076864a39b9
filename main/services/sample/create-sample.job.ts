import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { SampleProgress } from '../../workers/create-sample.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { addLibrary } from '../libraries/library-service.ts';
import { scanJob } from '../scan/scan-library.job.ts';

export const CREATE_SAMPLE = 'create_sample';

export function sampleJob(folder: string): NewJob {
  return {
    type: CREATE_SAMPLE,
    label: 'Make the sample library',
    priority: PRIORITY.user,
    payload: { folder },
    dedupeKey: CREATE_SAMPLE,
  };
}

/** Where it goes. Not "sample": Kodi passes over every path with that word in it. */
export function sampleFolder(dataDir: string): string {
  return path.join(dataDir, 'invented-films');
}

/** Draws and writes the sample library on a worker thread, then adds and scans it. */
export function createSampleKind(deps: {
  db: WriteDb;
  pool: WorkerPool;
  events: EventSink;
  resourcesDir: string;
  enqueue: (job: NewJob) => unknown;
}): JobKind {
  return jobKind({
    type: CREATE_SAMPLE,
    payload: z.object({ folder: z.string() }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ folder }, context) => {
      await mkdir(folder, { recursive: true });
      const isMade = (await readdir(folder)).length >= 40;
      if (!isMade) {
        const { port1, port2 } = new MessageChannel();
        port1.on('message', ({ done, total }: SampleProgress) => {
          context.progress(done, total);
        });
        const stop = (): void => {
          port1.postMessage('stop');
        };
        context.signal.addEventListener('abort', stop);
        try {
          await deps.pool.run('createSample', { folder, resourcesDir: deps.resourcesDir, port: port2 }, [port2]);
        } finally {
          context.signal.removeEventListener('abort', stop);
          port1.close();
        }
      }
      const { library } = await addLibrary(deps.db, deps.events, {
        path: folder,
        type: 'movies',
        name: 'Invented films',
      });
      deps.enqueue(scanJob(library, { probe: true }));
      return { kind: 'done', result: { path: folder } };
    },
  });
}
