import { contract, type Handlers, type Method } from '../../../contract/contract.ts';
import type { RecoveryState } from '../../../contract/maintenance.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { Shell } from '../../platform/ports.ts';
import type { BackupService } from './backup-service.ts';

export interface RecoveryHandlerDependencies {
  reason: RecoveryState['reason'];
  /** What was found, in words for the person. */
  message: string;
  backups: BackupService;
  shell: Shell;
  /** What a client has to know of the application itself. */
  info: () => ReturnType<Handlers['system.info']>;
  countManifests: () => number | null;
  /** Each ends recovery: the core begins anew, or recovery does when it still cannot. */
  restart: {
    withBackup: () => Promise<void>;
    rebuilt: () => Promise<{ items: number }>;
    empty: () => Promise<void>;
    asIs: () => Promise<void>;
  };
}

/** The few methods that answer while there is no database to work with; all others refuse with `recovery_mode`. */
export function createRecoveryHandlers(deps: RecoveryHandlerDependencies): Handlers {
  const { backups, shell, restart } = deps;
  const refuse = (): never => {
    throw new CoreError('recovery_mode', deps.message);
  };
  const answered: Partial<Handlers> = {
    'system.info': deps.info,
    'recovery.state': async () => ({
      reason: deps.reason,
      message: deps.message,
      databasePath: backups.databasePath,
      backupsFolder: backups.folder,
      backups: await backups.list(),
      manifests: deps.countManifests(),
      canOpenFolder: shell.showInFolder !== null,
    }),
    'recovery.rebuild': () => restart.rebuilt(),
    'recovery.startEmpty': async () => {
      await restart.empty();
      return null;
    },
    'recovery.retry': async () => {
      await restart.asIs();
      return null;
    },
    'backups.list': async () => ({ folder: backups.folder, backups: await backups.list() }),
    'backups.restore': async ({ name }) => {
      const keptAs = await backups.prepareRestore(name);
      await restart.withBackup();
      return { keptAs };
    },
    'backups.reveal': async () => {
      if (shell.showInFolder === null) {
        throw new CoreError('not_available', 'Showing folders needs the desktop application.');
      }
      await shell.showInFolder(backups.databasePath);
      return null;
    },
  };
  const all = Object.fromEntries((Object.keys(contract) as Method[]).map((method) => [method, refuse]));
  return { ...all, ...answered } as Handlers;
}
