import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CoreError } from '../../domain/core-error.ts';
import { ARCHIVE_VERSION, type ArchiveMeta } from '../../domain/manifest/archive-meta.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { BackupTaskError, runBackupTask } from '../../store/backup-task.ts';
import type { NewJob } from '../../store/job.store.ts';
import { listLibraries } from '../../store/library.store.ts';
import { countOwners, manifestState } from '../../store/manifest-mark.store.ts';
import { manifestsRoot } from '../../store/manifest-place.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { ArchiveProgress } from '../../workers/write-archive.ts';
import type { ManifestKeeper } from './manifest-keeper.ts';
import { runWithPort } from './worker-task.ts';

export const EXPORT_DATA = 'export_data';

export interface ExportDependencies {
  db: WriteDb;
  pool: WorkerPool;
  manifests: ManifestKeeper;
  dataDir: string;
  appVersion: string;
  /** The thread that works on whole database files. */
  backupThreadUrl: URL;
}

/** Checks the place, and says what to queue. Throws `invalid_input`, `changed_on_disk`, `folder_not_found`. */
export async function exportJob(request: { path: string; hasArtwork: boolean }): Promise<NewJob> {
  const target = path.resolve(request.path);
  if (path.extname(target).toLowerCase() !== '.zip') {
    throw new CoreError('invalid_input', 'Give the export a name that ends in .zip.', { path: target });
  }
  if ((await stat(target).catch(() => null)) !== null) {
    throw new CoreError('changed_on_disk', `${target} is there already. Choose another name.`, { path: target });
  }
  const folder = await stat(path.dirname(target)).catch(() => null);
  if (folder?.isDirectory() !== true) {
    throw new CoreError('folder_not_found', `${path.dirname(target)} cannot be found. Choose another folder.`);
  }
  return {
    type: EXPORT_DATA,
    label: `Export to ${path.basename(target)}`,
    priority: PRIORITY.user,
    payload: { path: target, hasArtwork: request.hasArtwork },
    dedupeKey: `${EXPORT_DATA}:${target}`,
  };
}

/** Writes the database without its secrets, the manifests and the cache into one file. */
export function createExportKind(deps: ExportDependencies): JobKind {
  const { db, pool, manifests, dataDir, backupThreadUrl: threadUrl } = deps;
  return jobKind({
    type: EXPORT_DATA,
    payload: z.object({ path: z.string(), hasArtwork: z.boolean() }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ path: target, hasArtwork }, context) => {
      const { jobId, signal } = context;
      const folder = path.join(dataDir, `export-${String(jobId)}`);
      const databasePath = path.join(folder, 'metarr.sqlite');
      try {
        await rm(folder, { recursive: true, force: true });
        await mkdir(folder, { recursive: true });
        context.progress(0, null, 'Writing what was decided');
        await manifests.flush();
        const own = manifestState(db);
        if (own === null || manifests.state().problem !== null) {
          throw new CoreError('io_error', `The manifests cannot be written: ${manifests.state().problem ?? ''}`);
        }
        context.progress(0, null, 'Copying the database');
        const source = path.join(dataDir, 'metarr.sqlite');
        await runBackupTask('copy', { source, target: databasePath }, { threadUrl, signal });
        await runBackupTask('removeSecrets', { path: databasePath }, { threadUrl, signal });
        const input = {
          target,
          meta: JSON.stringify(describe(deps, hasArtwork), null, 2),
          databasePath,
          manifestsFolder: path.join(manifestsRoot(dataDir), own.generation),
          cacheDir: path.join(dataDir, 'cache'),
          hasArtwork,
        };
        const { bytes, files } = await runWithPort(
          (port) => pool.run('writeArchive', { ...input, port }, [port]),
          signal,
          (message) => {
            const { done, total } = message as ArchiveProgress;
            context.progress(done, total);
          },
        );
        return { kind: 'done', result: { path: target, bytes, files } };
      } catch (error) {
        if (error instanceof BackupTaskError) throw new CoreError('io_error', error.message);
        throw error;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  });
}

function describe({ db, appVersion }: ExportDependencies, hasArtwork: boolean): ArchiveMeta {
  const { movie, series, set } = countOwners(db);
  return {
    format: 'metarr-export',
    version: ARCHIVE_VERSION,
    createdAt: nowTimestamp(),
    appVersion,
    schemaVersion: db.pragma('user_version', { simple: true }) as number,
    hasArtwork,
    leftOut: [
      'Keys of providers, passwords of players, accounts and sessions are secret: enter them anew.',
      ...(hasArtwork ? [] : ['Artwork and other kept files, apart from NFO files.']),
    ],
    libraries: listLibraries(db).map((library) => ({
      name: library.name,
      type: library.type,
      path: library.path,
      items: library.itemCount,
    })),
    counts: { films: movie, shows: series, sets: set },
  };
}
