import { homedir } from 'node:os';
import type { Handlers } from '../../../contract/contract.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { PublishService } from '../publish/publish-service.ts';
import { previewCacheRebuild } from './cache-rebuild.ts';
import { exportJob } from './export-data.job.ts';
import { importJob } from './import-data.job.ts';
import { inspect, previewArchive, refuseOverlaps } from './inspect-archive.ts';
import type { ManifestKeeper } from './manifest-keeper.ts';
import { startRestoreLibrary } from './restore-library.job.ts';

type RecoveryMethod = Extract<keyof Handlers, `manifests.${string}` | `cacheRebuild.${string}` | `archive.${string}`>;

export interface RecoveryHandlerDependencies {
  db: WriteDb;
  pool: WorkerPool;
  publisher: PublishService;
  manifests: ManifestKeeper;
  enqueue: (job: NewJob) => { id: number };
  now: () => number;
}

/** The contract's methods for manifests, for putting back from the cache, and for archives. */
export function createRecoveryHandlers(deps: RecoveryHandlerDependencies): Pick<Handlers, RecoveryMethod> {
  const { db, pool, manifests, enqueue, now } = deps;
  return {
    'manifests.state': () => manifests.state(),
    'manifests.rewrite': () => ({ waiting: manifests.rewrite() }),
    'cacheRebuild.preview': ({ libraryId }, { signal }) => previewCacheRebuild(db, pool, libraryId, signal),
    'cacheRebuild.run': async ({ libraryId }) => ({ jobId: await startRestoreLibrary(deps, libraryId) }),
    'archive.defaults': () => ({
      folder: homedir(),
      name: `metarr-export-${new Date(now()).toISOString().slice(0, 10)}.zip`,
    }),
    'archive.export': async (request) => ({ jobId: enqueue(await exportJob(request)).id }),
    'archive.preview': ({ path }) => previewArchive(db, pool, path),
    'archive.import': async ({ path, mappings }) => {
      // Found out now, while somebody waits for the answer.
      refuseOverlaps(db, await inspect(pool, path), mappings);
      return { jobId: enqueue(importJob({ path, mappings })).id };
    },
  };
}
