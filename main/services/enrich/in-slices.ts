import { ownTurn } from '../../providers/http/own-turn.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';

const SLICE_MS = 4;

/**
 * Does many short writes, as many in one transaction as fit into a few milliseconds, and lets the window have its turn in
 * between. Throws the signal's reason when aborted: what was done by then stays.
 */
export async function inSlices<T>(
  db: WriteDb,
  items: readonly T[],
  write: (item: T, index: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  while (next < items.length) {
    signal.throwIfAborted();
    transaction(db, () => {
      const start = performance.now();
      do {
        write(items[next] as T, next);
        next += 1;
      } while (next < items.length && performance.now() - start < SLICE_MS);
    });
    await ownTurn();
  }
}
