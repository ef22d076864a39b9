import { parentPort, workerData } from 'node:worker_threads';
import { adoptDatabase, placeDatabase } from './adopt-database.ts';
import { copyDatabase, findDamage, inspectCopy, prepareReplacement } from './backup-copy.ts';
import type { BackupTask } from './backup-task.ts';
import { removeSecrets } from './remove-secrets.ts';

/*
 * A thread for one piece of work on whole database files: copying, checking, counting. Each takes as long as the disk does,
 * up to seconds, which the thread that owns the writing connection must not wait for.
 */

async function run(task: BackupTask): Promise<unknown> {
  switch (task.kind) {
    case 'copy':
      return copyDatabase(task.source, task.target, (done, total) => {
        parentPort?.postMessage({ done, total });
      });
    case 'prepare':
      return prepareReplacement(task.backup, task.target);
    case 'inspect':
      return task.paths.map((path) => inspectCopy(path, { isThorough: false }));
    case 'removeSecrets':
      removeSecrets(task.path);
      return null;
    case 'adopt':
      return adoptDatabase(task);
    case 'place':
      placeDatabase(task.path, task.target, task.jobs, task.appVersion);
      return null;
    case 'check':
      return findDamage(task.path, task.isThorough);
  }
}

run(workerData as BackupTask).then(
  (value) => {
    parentPort?.postMessage({ value });
  },
  (error: unknown) => {
    const { code } = error as { code?: unknown };
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ error: { code: typeof code === 'string' ? code : null, message } });
  },
);
