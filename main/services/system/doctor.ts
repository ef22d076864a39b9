import { iterateCache, wrongReferenceCounts } from '../../store/cache.store.ts';
import { checkDatabase } from '../../store/integrity.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { openJournals } from '../../store/publish.store.ts';
import { indexBacklog } from '../../store/search-index.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';

export interface DoctorReport {
  isHealthy: boolean;
  checkedCacheFiles: number;
  problems: { code: string; message: string }[];
}

const BATCH = 200;

/**
 * Checks what must always be true: the database, the reference counts, every cached byte, and that no journal is open but
 * those that are being written.
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
  for (let start = 0; start < files.length; start += BATCH) {
    for (const bad of await pool.run('checkCache', files.slice(start, start + BATCH))) {
      problems.push({ code: `cache_${bad.problem}`, message: `${bad.filePath} is ${bad.problem}.` });
    }
  }
  for (const journal of openJournals(db)) {
    if (isBeingWritten(journal.id)) continue;
    problems.push({
      code: 'open_journal',
      message: `Publication ${String(journal.id)} in ${journal.directoryPath} is not settled.`,
    });
  }
  return { isHealthy: problems.length === 0, checkedCacheFiles: files.length, problems };
}
