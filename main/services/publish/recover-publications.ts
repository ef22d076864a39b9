import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PublishedFile } from '../../files/apply-publish.ts';
import type { FileErrorData } from '../../files/file-error.ts';
import { displacedPath } from '../../files/publish-step.ts';
import { decodeNfo } from '../../nfo/nfo-text.ts';
import { logActivity } from '../../store/activity.store.ts';
import { type CachedFile, recordCachedFile } from '../../store/cache.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { closeJournal, type Journal, openJournals } from '../../store/publish.store.ts';
import { transaction } from '../../store/sql.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { finishPublication } from './finish-publication.ts';

interface RecoverDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
}

/**
 * Settles the publications that a crash interrupted: forward when all new bytes are there, back otherwise. A folder that
 * cannot be reached keeps its journal open for the next start. Answers how many were settled.
 */
export async function settleOpenJournals(deps: RecoverDependencies): Promise<number> {
  let settled = 0;
  for (const journal of openJournals(deps.db)) if ((await settleJournal(deps, journal)) === null) settled += 1;
  return settled;
}

/** Settles one interrupted publication, or answers what is in the way, such as a folder that cannot be reached now. */
export async function settleJournal(deps: RecoverDependencies, journal: Journal): Promise<FileErrorData | null> {
  const steps = journal.steps.map(({ assetType: _assetType, ...step }) => step);
  const result = await deps.pool.run('recoverPublish', {
    cacheDir: deps.cacheDir,
    folderPath: journal.directoryPath,
    steps,
    isStaged: journal.stagedAt !== null,
  });
  if (!result.ok) {
    logActivity(deps.db, {
      eventType: 'publish.unsettled',
      severity: 'warning',
      entityType: journal.item.type,
      entityId: journal.item.id,
      description: `An interrupted publication waits to be settled: ${result.error.message}`,
    });
    return result.error;
  }
  const files = result.outcome === 'committed' ? await readFiles(journal) : [];
  const nfo = files.length > 0 ? await readNfo(journal) : null;
  const displaced = await displacedFiles(deps.cacheDir, journal);
  transaction(deps.db, () => {
    for (const file of displaced) recordCachedFile(deps.db, file);
    if (result.outcome === 'committed') {
      finishPublication(deps.db, {
        item: journal.item,
        journalId: journal.id,
        action: journal.action,
        files,
        assetTypeOf: (target) => journal.steps.find((step) => step.path === target)?.assetType ?? null,
        displaced: displaced.map(({ contentHash, filePath, path: displacedFrom }) => ({
          path: displacedFrom,
          hash: contentHash,
          cachePath: filePath,
        })),
        nfo,
        seenUpdatedAt: null,
        publishedBy: journal.publishedBy ?? 'manual',
        durationMs: Date.now() - Date.parse(journal.startedAt),
        undoes: journal.undoesId,
        republishes: journal.republishesId,
        run:
          journal.runId === null || journal.runPosition === null
            ? null
            : { id: journal.runId, position: journal.runPosition },
      });
    } else {
      closeJournal(deps.db, journal.id, 'rolled_back', null);
    }
    logActivity(deps.db, {
      eventType: 'publish.recovered',
      severity: 'info',
      entityType: journal.item.type,
      entityId: journal.item.id,
      description:
        result.outcome === 'committed'
          ? 'An interrupted publication was finished.'
          : 'An interrupted publication was taken back; nothing was changed.',
    });
  });
  return null;
}

/** What the crash may have kept from being written down: the displaced bytes are in the cache and are referred to. */
async function displacedFiles(cacheDir: string, journal: Journal): Promise<(CachedFile & { path: string })[]> {
  const found: (CachedFile & { path: string })[] = [];
  for (const step of journal.steps) {
    if (step.beforeHash === null) continue;
    const filePath = displacedPath(cacheDir, step);
    const stats = await statIfThere(filePath);
    if (stats === null) continue;
    found.push({
      path: step.path,
      contentHash: step.beforeHash,
      filePath,
      fileSize: stats.size,
      assetType: path.extname(step.path).toLowerCase() === '.nfo' ? 'nfo' : 'image',
      mimeType: null,
      width: null,
      height: null,
    });
  }
  return found;
}

async function readFiles(journal: Journal): Promise<PublishedFile[]> {
  return Promise.all(
    journal.steps.map(async (step) => {
      const stats = step.afterHash === null ? null : await statIfThere(step.path);
      return {
        seq: step.seq,
        op: step.op,
        path: step.path,
        hash: step.afterHash,
        sizeBytes: stats?.size ?? null,
        mtimeMs: stats?.mtimeMs ?? null,
      };
    }),
  );
}

async function statIfThere(file: string): Promise<{ size: number; mtimeMs: number } | null> {
  return stat(file).catch(() => null);
}

async function readNfo(journal: Journal): Promise<{ path: string; hash: string; text: string } | null> {
  const step = journal.steps.find((entry) => entry.assetType === null && entry.afterHash !== null);
  if (step?.afterHash == null) return null;
  return { path: step.path, hash: step.afterHash, text: decodeNfo(await readFile(step.path)).text };
}
