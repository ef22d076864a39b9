import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type ItemRef, ItemType } from '../../../contract/primitives.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getItem, liveItemIds } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import type { EventSink } from '../event-sink.ts';
import { refreshItem, type RulesOf } from './item-completeness.ts';

export const REFRESH_COMPLETENESS = 'refresh_completeness';
const SLICE_MS = 4;

export function refreshCompletenessJob(): NewJob {
  return {
    type: REFRESH_COMPLETENESS,
    label: 'Judge completeness again',
    priority: PRIORITY.user,
    payload: {},
    dedupeKey: REFRESH_COMPLETENESS,
  };
}

/** Judges every item by the rules that are now in force. */
export function createRefreshCompletenessKind(db: WriteDb, rules: RulesOf, events: EventSink): JobKind {
  return jobKind({
    type: REFRESH_COMPLETENESS,
    payload: z.object({}),
    concurrency: 1,
    maxRetries: 1,
    run: async (_payload, context) => {
      let items = itemsOf(db);
      let inForce = ItemType.options.map(rules);
      let done = 0;
      while (done < items.length) {
        context.signal.throwIfAborted();
        transaction(db, () => {
          const start = performance.now();
          do {
            const item = items[done++];
            // One that went to the trash for good meanwhile is passed over.
            if (item !== undefined && getItem(db, item) !== null) refreshItem(db, item, rules);
          } while (done < items.length && performance.now() - start < SLICE_MS);
        });
        context.progress(done, items.length);
        await nextTurn();
        // A person who clicks a number up changes the rules again while this runs, and this job is the only one there is.
        if (ItemType.options.every((type, i) => rules(type) === inForce[i])) continue;
        inForce = ItemType.options.map(rules);
        items = itemsOf(db);
        done = 0;
      }
      events.publish({ name: 'items.listChanged', payload: { type: null, libraryId: null } });
      return { kind: 'done', result: { items: items.length } };
    },
  });
}

function itemsOf(db: ReadDb): ItemRef[] {
  return ItemType.options.flatMap((type) => liveItemIds(db, type).map((id): ItemRef => ({ type, id })));
}
