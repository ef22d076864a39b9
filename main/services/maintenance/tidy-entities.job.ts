import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { deleteUnused, TIDIED_TABLES, type TidiedTable, unusedIn } from '../../store/unused-entity.store.ts';

export const TIDY_ENTITIES = 'tidy_entities';

const SPAN = 250;
/** A person takes candidates, answers and provenance along. */
const DELETED_AT_ONCE = 20;

export function tidyEntitiesJob(): NewJob {
  return {
    type: TIDY_ENTITIES,
    label: 'Tidy up people, genres, tags and sets',
    priority: PRIORITY.collection,
    payload: {},
    dedupeKey: TIDY_ENTITIES,
  };
}

/** Deletes people, genres, studios, tags, countries and sets that nothing refers to any more, not even from the trash. */
export function createTidyEntitiesKind(db: WriteDb): JobKind {
  return jobKind({
    type: TIDY_ENTITIES,
    payload: z.object({}),
    concurrency: 1,
    maxRetries: 3,
    run: async (_payload, context) => {
      const removed: Partial<Record<TidiedTable, number>> = {};
      let sum = 0;
      for (const table of TIDIED_TABLES) {
        const count = await tidyTable(db, table, context.signal, (deleted) => {
          sum += deleted;
          context.progress(sum, null);
        });
        if (count > 0) removed[table] = count;
      }
      return { kind: 'done', result: { removed: sum, ...removed } };
    },
  });
}

async function tidyTable(
  db: WriteDb,
  table: TidiedTable,
  signal: AbortSignal,
  onDeleted: (count: number) => void,
): Promise<number> {
  let sum = 0;
  let afterId = 0;
  for (;;) {
    signal.throwIfAborted();
    const { lastId, unused } = unusedIn(db, table, afterId, SPAN);
    if (lastId === null) return sum;
    afterId = lastId;
    for (let start = 0; start < unused.length; start += DELETED_AT_ONCE) {
      const deleted = transaction(db, () => deleteUnused(db, table, unused.slice(start, start + DELETED_AT_ONCE)));
      sum += deleted;
      onDeleted(deleted);
      await nextTurn();
    }
    await nextTurn();
  }
}
