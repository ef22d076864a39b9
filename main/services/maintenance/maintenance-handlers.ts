import type { Handlers } from '../../../contract/contract.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { Shell } from '../../platform/ports.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { backUpJob } from '../backup/back-up-database.job.ts';
import type { BackupService } from '../backup/backup-service.ts';
import { purgeNowJob, trashNow } from '../items/item-trash.ts';
import type { CollectDependencies } from './collect-cache.ts';
import { previewCollection } from './collect-preview.ts';
import type { MaintenanceSchedule } from './maintenance-schedule.ts';
import { previewPurge } from './purge-preview.ts';

type MaintenanceMethod = Extract<
  keyof Handlers,
  `schedules.${string}` | `backups.${string}` | `trash.${string}` | 'cache.preview' | `recovery.${string}`
>;

export interface MaintenanceHandlerDependencies {
  db: WriteDb;
  schedule: MaintenanceSchedule;
  backups: BackupService;
  collecting: CollectDependencies;
  shell: Shell;
  enqueue: (job: NewJob) => Job;
  /** Starts the core anew with what waits to take the database's place; null where nobody can (the command line). */
  reopen: (() => Promise<void>) | null;
}

/** The contract's methods for upkeep, backups, the trash and the cache. */
export function createMaintenanceHandlers(deps: MaintenanceHandlerDependencies): Pick<Handlers, MaintenanceMethod> {
  const { db, schedule, backups, shell, enqueue, reopen } = deps;
  const notNeeded = (): never => {
    throw new CoreError('conflict', 'The database is sound: there is nothing to recover.');
  };
  return {
    'schedules.list': () => schedule.list(),
    'schedules.set': ({ name, intervalMinutes }) => schedule.setInterval(name, intervalMinutes),
    'schedules.runNow': ({ name }) => ({ jobId: schedule.runNow(name).id }),

    'backups.list': async () => ({ folder: backups.folder, backups: await backups.list() }),
    'backups.create': () => ({ jobId: enqueue(backUpJob('manual')).id }),
    'backups.remove': async ({ name }) => {
      await backups.remove(name);
      return null;
    },
    'backups.restore': async ({ name }) => {
      if (reopen === null) throw new CoreError('not_available', 'Restore it with “metarr backup restore NAME”.');
      const keptAs = await backups.prepareRestore(name);
      await reopen();
      return { keptAs };
    },
    'backups.reveal': async () => {
      if (shell.showInFolder === null) {
        throw new CoreError('not_available', 'Showing folders needs the desktop application.');
      }
      await shell.showInFolder(backups.folder);
      return null;
    },

    'trash.preview': ({ items }) => previewPurge(db, { ...trashNow(), items }),
    'trash.purge': ({ items }) => ({ jobId: enqueue(purgeNowJob(items)).id }),
    'cache.preview': ({ limit }, caller) => previewCollection(deps.collecting, limit, caller.signal),

    'recovery.state': () => null,
    'recovery.rebuild': notNeeded,
    'recovery.startEmpty': notNeeded,
    'recovery.retry': notNeeded,
  };
}
