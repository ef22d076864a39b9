import path from 'node:path';
import { appPaths, defaultDataDir } from '../app-paths.ts';
import { CoreError } from '../domain/core-error.ts';
import { BackupService } from '../services/backup/backup-service.ts';
import { lockInstance } from '../store/instance-lock.ts';
import { openDatabase } from '../store/open-database.ts';
import { finishReplacement } from '../store/replace-database.ts';
import type { CommandLine } from './command-line.ts';
import { UsageError } from './usage-error.ts';

export interface BackupCommandOutput {
  /** One JSON line on standard output. */
  print: (value: unknown) => void;
}

/**
 * `backup [list | create | restore NAME]`. Opens no core, so it works with a damaged database, too; the first two also while
 * Metarr runs. Answers the exit code; throws UsageError, CoreError, AlreadyRunningError.
 */
export async function backupCommand(line: CommandLine, { print }: BackupCommandOutput): Promise<number> {
  const dataDir = line.dataDir ?? defaultDataDir();
  const { workerUrl, version } = appPaths(import.meta.url);
  const databasePath = path.join(dataDir, 'metarr.sqlite');
  const backups = new BackupService({
    databasePath,
    threadUrl: new URL('./backup-thread.js', workerUrl),
    clock: { now: () => Date.now() },
    onChanged: () => undefined,
  });
  const [action = 'list', name] = line.args;
  switch (action) {
    case 'list':
      for (const backup of await backups.list()) print(backup);
      return 0;
    case 'create': {
      const created = await backups.create('manual');
      print((await backups.list()).find((backup) => backup.name === created));
      return 0;
    }
    case 'restore': {
      if (name === undefined) throw new UsageError('Give the backup to restore: metarr backup restore NAME');
      const unlock = lockInstance(dataDir);
      try {
        await backups.prepareRestore(name);
        if (!finishReplacement(databasePath, backups.folder)) {
          throw new CoreError('io_error', `${name} could not be put in place.`);
        }
        // Brought up to date at once, so that whatever keeps it from opening is told here.
        openDatabase(databasePath, { appVersion: version }).close();
      } finally {
        unlock();
      }
      print({ restored: name });
      return 0;
    }
    default:
      throw new UsageError('Give it as: metarr backup [list | create | restore NAME]');
  }
}
