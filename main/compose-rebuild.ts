import { rebuildDatabase } from './services/recover/rebuild-database.ts';
import type { RebuildOptions, RebuildReport } from './services/recover/rebuild-database.types.ts';
import { createWorkerPool } from './workers/worker-pool.ts';

/**
 * As rebuildDatabase, with worker threads of its own: for when there is no core that has some.
 * @param options.workerUrl the built worker entry
 */
export async function rebuildWithWorkers(
  options: Omit<RebuildOptions, 'pool'> & { workerUrl: URL },
): Promise<RebuildReport> {
  const { workerUrl, ...rest } = options;
  const pool = createWorkerPool(workerUrl);
  try {
    return await rebuildDatabase({ ...rest, pool });
  } finally {
    await pool.close();
  }
}
