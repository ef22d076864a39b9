import { access } from 'node:fs/promises';
import path from 'node:path';
import { backupName } from '../../domain/retention/backup-name.ts';
import type { ArchiveMeta } from '../../domain/manifest/archive-meta.ts';
import type { PathMapping } from '../../domain/manifest/map-path.ts';
import type { AdoptedFacts } from '../../store/adopt-database.ts';
import { type BackupTaskOptions, runBackupTask } from '../../store/backup-task.ts';
import { isUntouched } from '../../store/import.store.ts';
import { MIGRATIONS } from '../../store/migration-files.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { incomingPath } from '../../store/replace-database.ts';
import { scanJob } from '../scan/scan-library.job.ts';

const NEWEST_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/**
 * Whether an archive's database can take the place of this one: it is there, no newer than this Metarr, and nothing was ever
 * in this one. Otherwise what is in the manifests is added item by item.
 */
export function isTakenWhole(db: ReadDb, archive: { meta: ArchiveMeta; databaseBytes: number }): boolean {
  const { schemaVersion } = archive.meta;
  return archive.databaseBytes > 0 && schemaVersion > 0 && schemaVersion <= NEWEST_VERSION && isUntouched(db);
}

export interface WholeImport {
  dataDir: string;
  /** The unpacked copy of the archive's database; gone afterwards. */
  path: string;
  mappings: readonly PathMapping[];
  appVersion: string;
  now: number;
  task: BackupTaskOptions;
  /** Asked at the last moment: what somebody added meanwhile must not be lost. */
  mayReplace: () => boolean;
}

/**
 * Makes an archive's database the one of this machine, with its libraries waiting to be scanned. It takes its place when the
 * database is opened the next time; until this answers nothing is changed. Answers null when it must not replace this one
 * any more. Rejects with a BackupTaskError, or the signal's reason.
 */
export async function importWhole(request: WholeImport): Promise<AdoptedFacts | null> {
  const { dataDir, path: file, mappings, appVersion, now, task, mayReplace } = request;
  const cacheDir = path.join(dataDir, 'cache');
  const facts = await runBackupTask('adopt', { path: file, cacheDir, mappings, appVersion }, task);
  const jobs = [];
  for (const library of facts.libraries) {
    const isThere = await access(library.path).then(
      () => true,
      () => false,
    );
    if (isThere) jobs.push(scanJob(library, { probe: true, mode: 'full' }));
  }
  if (!mayReplace()) return null;
  const target = incomingPath(path.join(dataDir, 'metarr.sqlite'), backupName(now, 'replaced'));
  await runBackupTask('place', { path: file, target, jobs, appVersion }, task);
  return facts;
}
