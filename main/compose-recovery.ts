import type { JobKind } from './jobs/job-kind.ts';
import type { Ports } from './platform/ports.ts';
import { ManifestKeeper } from './services/recover/manifest-keeper.ts';
import { createSettleRebuildKind } from './services/recover/settle-rebuild.job.ts';
import type { EventSink } from './services/event-sink.ts';
import type { NewJob } from './store/job.store.ts';
import type { WriteDb } from './store/open-database.ts';

export interface RecoveryDependencies {
  db: WriteDb;
  dataDir: string;
  workerUrl: URL;
  version: string;
  ports: Ports;
  events: EventSink;
  enqueue: (job: NewJob) => unknown;
}

export interface Recovery {
  kinds: JobKind[];
  manifests: ManifestKeeper;
}

/** What is kept outside the database and brings everything back, put together: a part of core.ts. */
export function composeRecovery(deps: RecoveryDependencies): Recovery {
  const { db, dataDir, workerUrl, version, ports, events, enqueue } = deps;
  const manifests = new ManifestKeeper({
    db,
    dataDir,
    appVersion: version,
    logger: ports.logger,
    threadUrl: new URL('./manifest-thread.js', workerUrl),
  });
  return {
    manifests,
    kinds: [createSettleRebuildKind({ db, events, enqueue, now: () => ports.clock.now() })],
  };
}
