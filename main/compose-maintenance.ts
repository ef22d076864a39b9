import path from 'node:path';
import type { Handlers } from '../contract/contract.ts';
import type { Job } from '../contract/jobs.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Ports } from './platform/ports.ts';
import { BACK_UP_DATABASE, backUpJob, createBackUpKind } from './services/backup/back-up-database.job.ts';
import { BackupService } from './services/backup/backup-service.ts';
import type { EventSink } from './services/event-sink.ts';
import { createPurgeKind, PURGE_DELETED, purgeJob } from './services/items/item-trash.ts';
import { recoverCollection } from './services/maintenance/collect-cache.ts';
import {
  COLLECT_GARBAGE,
  collectGarbageJob,
  createCollectGarbageKind,
} from './services/maintenance/collect-garbage.job.ts';
import {
  createExpireAnswersKind,
  EXPIRE_ANSWERS,
  expireAnswersJob,
} from './services/maintenance/expire-answers.job.ts';
import { createMaintenanceHandlers } from './services/maintenance/maintenance-handlers.ts';
import { MaintenanceSchedule } from './services/maintenance/maintenance-schedule.ts';
import type { ScheduledJobs } from './services/maintenance/scheduled-jobs.ts';
import { createTidyEntitiesKind, TIDY_ENTITIES, tidyEntitiesJob } from './services/maintenance/tidy-entities.job.ts';
import { runBackupTask } from './store/backup-task.ts';
import type { NewJob } from './store/job.store.ts';
import { CHECKED_AT_START_BYTES, type WriteDb } from './store/open-database.ts';
import { stat } from 'node:fs/promises';
import type { WorkerPool } from './workers/worker-pool.ts';

const DAILY = 24 * 60;

/** What the core's host can do that the core cannot do to itself. */
export interface CoreLifecycle {
  /** Closes the core and starts it anew with what lies in the database's place then. */
  reopen: () => Promise<void>;
  /** The database turned out to be damaged: nothing should go on with it. */
  onDamaged: (message: string) => void;
}

export interface MaintenanceDependencies {
  db: WriteDb;
  pool: WorkerPool;
  dataDir: string;
  cacheDir: string;
  thumbsDir: string;
  /** The built entry of the thread that works on database files. */
  threadUrl: URL;
  events: EventSink;
  ports: Ports;
  /** Where features register what runs by the clock. */
  scheduled: ScheduledJobs;
  enqueue: (job: NewJob) => Job;
  expireAnswers: () => Promise<number>;
  lifecycle: CoreLifecycle | null;
}

type MaintenanceMethod = keyof ReturnType<typeof createMaintenanceHandlers>;

export interface Maintenance {
  handlers: Pick<Handlers, MaintenanceMethod>;
  kinds: JobKind[];
  /** After a crash, before jobs go on. */
  recover(): Promise<void>;
  /** From here on by the clock. */
  start(): void;
  stop(): void;
}

/** Backups, purging, collection and their schedule, put together: a part of core.ts. */
export function composeMaintenance(deps: MaintenanceDependencies): Maintenance {
  const { db, pool, dataDir, cacheDir, thumbsDir, threadUrl, events, ports, scheduled, enqueue, lifecycle } = deps;
  const databasePath = path.join(dataDir, 'metarr.sqlite');
  const onDamaged = (message: string): void => lifecycle?.onDamaged(message);
  const backups = new BackupService({
    databasePath,
    threadUrl,
    clock: ports.clock,
    onChanged: () => {
      events.publish({ name: 'backups.changed', payload: {} });
    },
  });
  const collecting = {
    db,
    pool,
    cacheDir,
    thumbsDir,
    clock: ports.clock,
    lastReplacedMs: () => backups.lastReplacedMs(),
  };
  const daily = { defaultIntervalMinutes: DAILY };
  scheduled.register({ name: 'backup', kind: BACK_UP_DATABASE, ...daily, job: () => backUpJob('automatic') });
  scheduled.register({ name: 'purge', kind: PURGE_DELETED, ...daily, job: purgeJob });
  scheduled.register({ name: 'collect', kind: COLLECT_GARBAGE, ...daily, job: collectGarbageJob });
  scheduled.register({ name: 'tidy', kind: TIDY_ENTITIES, ...daily, job: tidyEntitiesJob });
  scheduled.register({ name: 'answers', kind: EXPIRE_ANSWERS, ...daily, job: expireAnswersJob });
  const schedule = new MaintenanceSchedule({
    db,
    clock: ports.clock,
    jobs: scheduled,
    enqueue,
    onChanged: () => {
      events.publish({ name: 'schedules.changed', payload: {} });
    },
  });
  const reopen = lifecycle === null ? null : () => lifecycle.reopen();
  const closing = new AbortController();
  return {
    handlers: createMaintenanceHandlers({ db, schedule, backups, collecting, shell: ports.shell, enqueue, reopen }),
    kinds: [
      createBackUpKind(backups, onDamaged),
      createPurgeKind({ db, events, enqueue }),
      createCollectGarbageKind(collecting),
      createTidyEntitiesKind(db),
      createExpireAnswersKind(deps.expireAnswers),
    ],
    recover: () => recoverCollection(collecting),
    start: () => {
      schedule.start();
      checkLarge(databasePath, threadUrl, closing.signal).then(
        (damage) => {
          if (damage !== null) onDamaged(`The database is damaged: ${damage}`);
        },
        (error: unknown) => {
          if (!closing.signal.aborted) ports.logger.warn({ error }, 'The database could not be checked');
        },
      );
    },
    stop: () => {
      schedule.stop();
      closing.abort();
    },
  };
}

/** What was too large to be checked before it was opened is checked beside the work; null when nothing is wrong. */
async function checkLarge(databasePath: string, threadUrl: URL, signal: AbortSignal): Promise<string | null> {
  if ((await stat(databasePath)).size <= CHECKED_AT_START_BYTES) return null;
  return runBackupTask('check', { path: databasePath, isThorough: false }, { threadUrl, signal });
}
