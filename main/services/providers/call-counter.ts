import type { Clock } from '../../platform/ports.ts';
import type { CallCounter } from '../../providers/http/http-types.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { callsOn, countCall, utcDay } from '../../store/provider-calls.store.ts';

/** Counts requests in the database, so that a day's quota outlives a restart. */
export function createCallCounter(db: WriteDb, clock: Clock): CallCounter {
  return {
    count: (provider, outcome) => {
      // A request may end after the core has: its number is not worth an error.
      if (db.open) countCall(db, provider, outcome, clock.now());
    },
    today: (provider) => (db.open ? callsOn(db, provider, utcDay(clock.now())) : 0),
  };
}
