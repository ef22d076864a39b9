import { access, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CoreError } from '../../domain/core-error.ts';
import { cachedKind } from '../../domain/manifest/cached-kind.ts';
import type { ManifestBody } from '../../domain/manifest/manifest.ts';
import { backupName } from '../../domain/retention/backup-name.ts';
import { enqueue } from '../../store/job.store.ts';
import { listLibraries } from '../../store/library.store.ts';
import { countMissingBytes, recordFoundBytes } from '../../store/manifest-cache.store.ts';
import { countItems, manifestFolders, manifestsRoot, type ManifestFolder } from '../../store/manifest-place.ts';
import { type RestoreContext, restoreContext, restoreManifest } from '../../store/manifest-restore.store.ts';
import { backupsFolder, openDatabase, type WriteDb } from '../../store/open-database.ts';
import { finishReplacement, incomingPath } from '../../store/replace-database.ts';
import { writeSetting } from '../../store/settings.store.ts';
import { transaction } from '../../store/sql.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { scanJob } from '../scan/scan-library.job.ts';
import type { RebuildOptions, RebuildProblem, RebuildReport } from './rebuild-database.types.ts';
import { LAST_REBUILD, settleRebuildJob } from './settle-rebuild.job.ts';
import { ManifestSource } from './restore-manifests.ts';

/** Films, shows and sets of which there are manifests to rebuild from; null when there are none. */
export function countManifests(dataDir: string): number | null {
  const folder = newestFolder(dataDir);
  return folder === null ? null : countItems(folder.path);
}

/** The folder that was written last among those that hold anything. */
function newestFolder(dataDir: string): ManifestFolder | null {
  return manifestFolders(manifestsRoot(dataDir)).find((folder) => countItems(folder.path) > 0) ?? null;
}

/**
 * Makes the database anew from the manifests beside the cache, and puts it in the place of the one that is there, whose files
 * are kept among the backups. Libraries are scanned when Metarr starts with it. Nobody may have the database open, and the
 * caller holds the data directory's lock. Until the last moment nothing is changed, also when it is aborted.
 * Throws CoreError: `not_found` when there are no manifests, and what the disk says.
 */
export async function rebuildDatabase(options: RebuildOptions): Promise<RebuildReport> {
  const { dataDir, appVersion, pool, signal } = options;
  const folder = newestFolder(dataDir);
  if (folder === null) {
    throw new CoreError('not_found', `There is nothing in ${manifestsRoot(dataDir)} to rebuild the database from.`);
  }
  const databasePath = path.join(dataDir, 'metarr.sqlite');
  const target = `${databasePath}.rebuilding`;
  await removeDatabase(target);
  const db = openDatabase(target, { appVersion, mayBeginAnew: true });
  let report: RebuildReport;
  try {
    report = await fill(db, pool, folder, options);
    signal?.throwIfAborted();
    // One file without a log, which can be renamed.
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
    db.close();
  } catch (error) {
    db.close();
    await removeDatabase(target);
    throw error;
  }
  const keepFolder = options.keepFolder ?? backupsFolder(databasePath);
  const keptName = backupName(Date.now(), 'replaced');
  await rename(target, incomingPath(databasePath, keptName));
  finishReplacement(databasePath, keepFolder);
  const kept = path.join(keepFolder, keptName);
  return { ...report, keptAs: (await isThere(kept)) ? [kept] : [] };
}

async function fill(
  db: WriteDb,
  pool: WorkerPool,
  folder: ManifestFolder,
  options: RebuildOptions,
): Promise<RebuildReport> {
  const { dataDir, mappings = [], signal, onProgress } = options;
  const cacheDir = path.join(dataDir, 'cache');
  const context = restoreContext(db, { cacheDir, mappings, isFresh: true });
  const problems: RebuildProblem[] = [];
  const source = new ManifestSource(folder.path, pool);
  let done = 0;
  for await (const { file, body } of source.read((problem) => problems.push(problem), signal)) {
    const reason = restoreWhole(context, body);
    if (reason !== null) problems.push({ file, reason });
    done += 1;
    onProgress?.(done, source.total);
    await nextTurn();
  }
  const cachedFiles = await recordCache(db, pool, cacheDir, signal);
  const count = (table: string): number => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const libraries = await Promise.all(
    listLibraries(db).map(async ({ id, name, path: place }) => ({
      id,
      name,
      path: place,
      isThere: await isThere(place),
    })),
  );
  writeSetting(db, LAST_REBUILD, { at: nowTimestamp(), problems: problems.slice(0, 1000) });
  for (const library of libraries) if (library.isThere) enqueue(db, scanJob(library, { probe: true, mode: 'full' }));
  enqueue(db, settleRebuildJob());
  const [films, shows, seasons, episodes, sets] = [
    count('movies'),
    count('series'),
    count('seasons'),
    count('episodes'),
    count('sets'),
  ];
  return {
    items: films + shows + seasons + episodes + sets,
    libraries,
    films,
    shows,
    seasons,
    episodes,
    sets,
    people: count('actors'),
    cachedFiles,
    missingBytes: countMissingBytes(db),
    problems,
    keptAs: [],
  };
}

/** All of a manifest or nothing of it. Answers why not, or null. */
function restoreWhole(context: RestoreContext, body: ManifestBody): string | null {
  try {
    return transaction(context.db, () => {
      const steps = restoreManifest(context, body);
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      return step.value.kind === 'refused' ? step.value.reason : null;
    });
  } catch (error) {
    return `It does not fit: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What lies in the cache belongs to those that refer to it; the rest begins its grace period. */
async function recordCache(db: WriteDb, pool: WorkerPool, cacheDir: string, signal?: AbortSignal): Promise<number> {
  let found = 0;
  for (const folder of await pool.run('listCacheFolders', { cacheDir })) {
    signal?.throwIfAborted();
    const files = await pool.run('listCache', { cacheDir, folder });
    transaction(db, () => {
      for (const { hash, ext, filePath, sizeBytes } of files) {
        recordFoundBytes(db, { hash, filePath, sizeBytes, ...cachedKind(ext) });
      }
    });
    found += files.length;
  }
  return found;
}

async function isThere(place: string): Promise<boolean> {
  return access(place).then(
    () => true,
    () => false,
  );
}

async function removeDatabase(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true });
}
