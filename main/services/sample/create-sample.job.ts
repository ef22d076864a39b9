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

/** Where the films go. Not "sample": Kodi passes over every path with that word in it. */
export function sampleFolder(dataDir: string): string {
  return path.join(dataDir, 'invented-films');
}

/** Where the shows go: beside the films, since libraries cannot lie inside one another. */
export function sampleShowsFolder(filmsFolder: string): string {
  return path.join(path.dirname(filmsFolder), 'invented-series');
}

/** So many folders, and it was made before: what a person took out since is not made again. */
const MADE_FILMS = 40;
const MADE_SHOWS = 5;

/** Draws and writes the sample films and shows on a worker thread, then adds and scans both as libraries. */
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
      const showsFolder = sampleShowsFolder(folder);
      const hasFilms = (await countEntries(folder)) >= MADE_FILMS;
      const hasShows = (await countEntries(showsFolder)) >= MADE_SHOWS;
      if (!hasFilms || !hasShows) {
        const { port1, port2 } = new MessageChannel();
        port1.on('message', ({ done, total }: SampleProgress) => {
          context.progress(done, total);
        });
        const stop = (): void => {
          port1.postMessage('stop');
        };
        context.signal.addEventListener('abort', stop);
        try {
          const input = {
            filmsFolder: hasFilms ? null : folder,
            showsFolder: hasShows ? null : showsFolder,
            resourcesDir: deps.resourcesDir,
            port: port2,
          };
          await deps.pool.run('createSample', input, [port2]);
        } finally {
          context.signal.removeEventListener('abort', stop);
          port1.close();
        }
      }
      for (const request of [
        { path: folder, type: 'movies', name: 'Invented films' },
        { path: showsFolder, type: 'tvshows', name: 'Invented series' },
      ] as const) {
        const { library } = await addLibrary(deps.db, deps.events, request);
        deps.enqueue(scanJob(library, { probe: true }));
      }
      return { kind: 'done', result: { path: folder } };
    },
  });
}

/** How many entries the folder holds; it is made when it is missing. */
async function countEntries(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  return (await readdir(folder)).length;
}
