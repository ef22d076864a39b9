import { setTimeout as pause } from 'node:timers/promises';
import { iterateCache, wrongReferenceCounts } from '../../store/cache.store.ts';
import { knownHashes } from '../../store/cache-orphans.store.ts';
import { checkDatabase } from '../../store/integrity.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { openJournals } from '../../store/publish.store.ts';
import { indexBacklog } from '../../store/search-index.ts';
import { isAtWork, unsettledWork } from '../../store/unsettled.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { COLLECT_GARBAGE } from '../maintenance/collect-garbage.job.ts';

export interface DoctorReport {
  isHealthy: boolean;
  checkedCacheFiles: number;
  problems: { code: string; message: string }[];
}

interface CacheRow {
  hash: string;
  filePath: string;
}
type BadFile = CacheRow & { problem: 'missing' | 'damaged' };

const BATCH = 200;
const LOOKS = 3;
const PAUSE_MS = 20;

/**
 * Checks what must always be true: the database, the reference counts, every cached byte, that no journal is open but those
 * that are being written, and that nothing else began without an end.
 */
export async function examine(
  db: WriteDb,
  pool: WorkerPool,
  isBeingWritten: (journalId: number) => boolean = () => false,
): Promise<DoctorReport> {
  // What a running scan has not indexed yet is no fault.
  await indexBacklog(db);
  const problems = checkDatabase(db);
  for (const wrong of wrongReferenceCounts(db)) {
    problems.push({
      code: 'reference_count',
      message: `${wrong.hash}: ${String(wrong.stored)} references are recorded, ${String(wrong.counted)} exist.`,
    });
  }
  const files = [...iterateCache(db)].map(({ hash, filePath }) => ({ hash, filePath }));
  for (const bad of await badFiles(db, pool, files)) {
    problems.push({ code: `cache_${bad.problem}`, message: `${bad.filePath} is ${bad.problem}.` });
  }
  for (const journal of openJournals(db)) {
    if (isBeingWritten(journal.id)) continue;
    problems.push({
      code: 'open_journal',
      message: `Publication ${String(journal.id)} in ${journal.directoryPath} is not settled.`,
    });
  }
  problems.push(...unsettledWork(db));
  return { isHealthy: problems.length === 0, checkedCacheFiles: files.length, problems };
}

async function badFiles(db: WriteDb, pool: WorkerPool, files: readonly CacheRow[]): Promise<BadFile[]> {
  let bad = await checkAll(pool, files);
  for (let look = 1; look < LOOKS && bad.length > 0; look++) {
    // A collection that runs meanwhile takes files away a moment before their rows.
    while (isAtWork(db, COLLECT_GARBAGE)) await pause(PAUSE_MS);
    bad = await checkAll(pool, stillKnown(db, bad));
  }
  return stillKnown(db, bad);
}

async function checkAll(pool: WorkerPool, files: readonly CacheRow[]): Promise<BadFile[]> {
  const bad: BadFile[] = [];
  for (let start = 0; start < files.length; start += BATCH) {
    const some = files.slice(start, start + BATCH).map(({ hash, filePath }) => ({ hash, filePath }));
    bad.push(...(await pool.run('checkCache', some)));
  }
  return bad;
}

function stillKnown<T extends CacheRow>(db: WriteDb, files: readonly T[]): T[] {
  const known = knownHashes(
    db,
    files.map(({ hash }) => hash),
  );
  return files.filter(({ hash }) => known.has(hash));
}
