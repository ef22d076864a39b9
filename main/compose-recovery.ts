import type { Handlers } from '../contract/contract.ts';
import type { CoreLifecycle } from './compose-maintenance.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Ports } from './platform/ports.ts';
import type { PublishService } from './services/publish/publish-service.ts';
import { createExportKind } from './services/recover/export-data.job.ts';
import { createImportKind } from './services/recover/import-data.job.ts';
import { ManifestKeeper } from './services/recover/manifest-keeper.ts';
import { createRecoveryHandlers } from './services/recover/recovery-handlers.ts';
import { createRestoreLibraryKind } from './services/recover/restore-library.job.ts';
import { createSettleRebuildKind } from './services/recover/settle-rebuild.job.ts';
import type { EventSink } from './services/event-sink.ts';
import type { NewJob } from './store/job.store.ts';
import type { WriteDb } from './store/open-database.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

export interface RecoveryDependencies {
  db: WriteDb;
  dataDir: string;
  workerUrl: URL;
  version: string;
  ports: Ports;
  events: EventSink;
  pool: WorkerPool;
  publisher: PublishService;
  enqueue: (job: NewJob) => { id: number };
  lifecycle: CoreLifecycle | null;
}

type RecoveryMethod = Extract<keyof Handlers, `manifests.${string}` | `cacheRebuild.${string}` | `archive.${string}`>;

export interface Recovery {
  handlers: Pick<Handlers, RecoveryMethod>;
  kinds: JobKind[];
  manifests: ManifestKeeper;
}

/** What is kept outside the database and brings everything back, put together: a part of core.ts. */
export function composeRecovery(deps: RecoveryDependencies): Recovery {
  const { db, dataDir, workerUrl, version: appVersion, ports, events, pool, publisher, enqueue, lifecycle } = deps;
  const reopen = lifecycle === null ? null : () => lifecycle.reopen();
  const now = (): number => ports.clock.now();
  const manifests = new ManifestKeeper({
    db,
    dataDir,
    appVersion,
    logger: ports.logger,
    threadUrl: new URL('./manifest-thread.js', workerUrl),
  });
  const backupThreadUrl = new URL('./backup-thread.js', workerUrl);
  return {
    manifests,
    handlers: createRecoveryHandlers({ db, pool, publisher, manifests, enqueue, now }),
    kinds: [
      createSettleRebuildKind({ db, events, enqueue, now }),
      createRestoreLibraryKind({ db, pool, publisher, enqueue }),
      createExportKind({ db, pool, manifests, dataDir, appVersion, backupThreadUrl }),
      createImportKind({ db, pool, events, dataDir, appVersion, now, backupThreadUrl, reopen, enqueue }),
    ],
  };
}
