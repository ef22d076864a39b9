import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { logActivity } from '../../store/activity.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getLibrary } from '../../store/library.store.ts';
import { restoreMovies } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { hasOpenScans, sameFilmSince, type UnplacedItem, unplacedSince } from '../../store/rebuild.store.ts';
import { readSetting } from '../../store/settings.store.ts';
import { transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import type { EventSink } from '../event-sink.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';
import { takePlaceOf } from '../scan/find-heir.ts';
import { scanJob } from '../scan/scan-library.job.ts';

export const SETTLE_REBUILD = 'settle_rebuild';
/** The setting that a rebuild leaves: when it was, and what it could not bring back. */
export const LAST_REBUILD = 'recovery.lastRebuild';

const LastRebuild = z.object({
  at: z.string(),
  problems: z.array(z.object({ file: z.string(), reason: z.string() })),
});

/** What a rebuild came to once the libraries were scanned. */
export interface SettledRebuild {
  /** Films that were found under another name, by their ids or by the NFO that was published for them. */
  adopted: number;
  /** Whose files were not found: they are in the trash with everything that was decided. */
  unplaced: UnplacedItem[];
  problems: { file: string; reason: string }[];
}

export function settleRebuildJob(): NewJob {
  return {
    type: SETTLE_REBUILD,
    label: 'Place what was rebuilt',
    priority: PRIORITY.collection,
    payload: {},
    dedupeKey: SETTLE_REBUILD,
  };
}

const LOOK_AGAIN_MS = 1_000;
const NAMED = 200;

/** After the scans that follow a rebuild: finds the films that were renamed since, and says what could not be placed. */
export function createSettleRebuildKind(deps: {
  db: WriteDb;
  events: EventSink;
  enqueue: (job: NewJob) => unknown;
  now: () => number;
}): JobKind {
  const { db, events, enqueue, now } = deps;
  return jobKind({
    type: SETTLE_REBUILD,
    payload: z.object({}),
    concurrency: 1,
    maxRetries: 3,
    run: (_payload, context) => {
      if (hasOpenScans(db)) return Promise.resolve({ kind: 'rateLimited', untilMs: now() + LOOK_AGAIN_MS });
      const known = LastRebuild.safeParse(readSetting(db, LAST_REBUILD));
      const rebuilt = known.success ? known.data : { at: new Date(0).toISOString(), problems: [] };
      const trashedFrom = addDays(rebuilt.at, TRASH_DAYS);
      let adopted = 0;
      for (const lost of unplacedSince(db, trashedFrom)) {
        context.signal.throwIfAborted();
        if (lost.type === 'movie' && adopt(db, events, enqueue, lost.id, rebuilt.at)) adopted += 1;
      }
      const unplaced = unplacedSince(db, trashedFrom);
      const id = logActivity(db, {
        eventType: 'database.rebuilt',
        severity: unplaced.length + rebuilt.problems.length === 0 ? 'success' : 'warning',
        description: sentence(adopted, unplaced.length, rebuilt.problems.length),
      });
      events.publish({ name: 'activity.logged', payload: { id } });
      return Promise.resolve({
        kind: 'done',
        result: {
          adopted,
          unplaced: unplaced.slice(0, NAMED).map((item) => ({ ...item })),
          unplacedTotal: unplaced.length,
          problems: rebuilt.problems,
        },
      });
    },
  });
}

/** The film that is lost takes the place of the one that was found. */
function adopt(
  db: WriteDb,
  events: EventSink,
  enqueue: (job: NewJob) => unknown,
  lostId: number,
  since: string,
): boolean {
  const place = transaction(db, () => {
    const same = sameFilmSince(db, lostId, since);
    const taken = same === null ? null : takePlaceOf(db, lostId, same);
    if (taken !== null) restoreMovies(db, [lostId]);
    return taken;
  });
  if (place === null) return false;
  events.itemChanged({ type: 'movie', id: lostId });
  const library = getLibrary(db, place.libraryId);
  if (library !== null) enqueue(scanJob(library, { probe: true, folders: [{ path: place.folder, isDeep: true }] }));
  return true;
}

function sentence(adopted: number, unplaced: number, problems: number): string {
  const parts = ['The database was rebuilt.'];
  if (adopted > 0) parts.push(`${String(adopted)} films were found under another name.`);
  if (unplaced > 0) parts.push(`The files of ${String(unplaced)} items were not found; they are in the trash.`);
  if (problems > 0) parts.push(`${String(problems)} of what was kept could not be read.`);
  if (unplaced + problems === 0) parts.push('Everything has its place again.');
  return parts.join(' ');
}
