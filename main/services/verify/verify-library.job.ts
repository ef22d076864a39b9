import { basename } from 'node:path';
import { z } from 'zod';
import { VerifyMode } from '../../../contract/verification.ts';
import { CoreError } from '../../domain/core-error.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { logActivity } from '../../store/activity.store.ts';
import type { FolderScope } from '../../store/folder-scope.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getLibrary, type Library, libraryPlace } from '../../store/library.store.ts';
import { addDays } from '../../store/timestamps.ts';
import { transaction } from '../../store/sql.ts';
import {
  dropOfflineFindings,
  dropStaleFindings,
  hasNewFindings,
  recordFinding,
  sweepRepairedFindings,
} from '../../store/verify-finding.store.ts';
import { beginVerifyRun, dropVerifyRun, endVerifyRun, sweepVerifyRuns } from '../../store/verify-run.store.ts';
import { hasPublishedBelow, samplePublished } from '../../store/verify-target.store.ts';
import { findPlace, mountsAway } from '../scan/library-place.ts';
import { whyUnreachable } from '../scan/library-reachable.ts';
import { restoreAfterUpgrade } from './restore-after-upgrade.ts';
import type { VerifyDependencies } from './verify-types.ts';
import { OfflineError, VerifyWalk } from './verify-walk.ts';

export const VERIFY_LIBRARY = 'verify_library';

export interface VerifyRequest {
  mode: z.infer<typeof VerifyMode>;
  trigger: 'manual' | 'schedule' | 'scan';
  /** Only what was published in these folders; null for all of the library. */
  folders?: FolderScope;
}

/** A comparison of a library, or of some of its folders, with what Metarr wrote; one at a time. */
export function verifyJob(library: { id: number; name: string }, request: VerifyRequest): NewJob {
  const { mode, trigger, folders = null } = request;
  const [first] = folders ?? [];
  const where = first === undefined ? '' : `: ${basename(first.path)}${(folders?.length ?? 0) > 1 ? ' …' : ''}`;
  return {
    type: VERIFY_LIBRARY,
    label: `Verify ${library.name}${where}`,
    priority: trigger === 'manual' ? PRIORITY.user : PRIORITY.scan,
    payload: { libraryId: library.id, mode, trigger, folders },
    dedupeKey: [VERIFY_LIBRARY, String(library.id), mode, ...(folders === null ? [] : [JSON.stringify(folders)])].join(
      ':',
    ),
    libraryId: library.id,
  };
}

const Payload = z.object({
  libraryId: z.int(),
  mode: VerifyMode,
  trigger: z.enum(['manual', 'schedule', 'scan']),
  folders: z
    .array(z.object({ path: z.string(), isDeep: z.boolean() }))
    .nullable()
    .default(null),
});

/** What a finished comparison reports. */
export interface VerifySums {
  runId: number | null;
  checked: number;
  found: number;
  /** Why the library could not be compared; null when it could. */
  offline: string | null;
}

/** Compares what the database knows with the cache and the library. Changes no file. */
export function createVerifyKind(deps: VerifyDependencies): JobKind {
  return jobKind({
    type: VERIFY_LIBRARY,
    payload: Payload,
    concurrency: 1,
    maxRetries: 0,
    run: async ({ libraryId, mode, trigger, folders }, context) => {
      const library = getLibrary(deps.db, libraryId);
      if (library === null) throw new CoreError('not_found', 'This library was removed.');
      const run = beginVerifyRun(deps.db, { libraryId, mode, trigger, jobId: context.jobId });
      announce(deps, libraryId);
      try {
        const sums = await verify(deps, library, { mode, trigger, folders, run }, context);
        return { kind: 'done', result: { ...sums } };
      } catch (error) {
        const isOffline = error instanceof OfflineError;
        if (isOffline) recordOffline(deps, library, run.id, library.path, error.message);
        endVerifyRun(deps.db, run.id, {
          status: context.signal.aborted ? 'cancelled' : 'failed',
          checkedFiles: run.checkedFiles,
          errorMessage: context.signal.aborted ? null : error instanceof Error ? error.message : String(error),
        });
        if (!isOffline) throw error;
        // Known, shown and to be looked at again: not a fault of the job's.
        return { kind: 'done', result: { runId: run.id, checked: 0, found: 1, offline: error.message } };
      } finally {
        announce(deps, libraryId);
      }
    },
  });
}

interface Run {
  mode: 'quick' | 'full';
  trigger: VerifyRequest['trigger'];
  folders: FolderScope;
  run: ReturnType<typeof beginVerifyRun>;
}

async function verify(
  deps: VerifyDependencies,
  library: Library,
  { mode, trigger, folders, run }: Run,
  context: JobContext,
): Promise<VerifySums> {
  const { db } = deps;
  const away = await requireReachable(deps, library);
  transaction(db, () => {
    dropOfflineFindings(db, library.id, away);
    for (const mount of away) {
      const reason = `What was mounted at ${mount} is not there. Connect it; nothing is said of the files on it.`;
      recordOffline(deps, library, run.id, mount, reason);
    }
  });
  const walk = new VerifyWalk(deps, library, { isFull: mode === 'full', runId: run.id, away }, context);
  if (folders === null) await walk.all(run.cursor, run.checkedFiles);
  else await walk.folders(folders);
  // What a run of everything did not come across is not wrong any more.
  if (folders === null && away.length === 0) {
    while (transaction(db, () => dropStaleFindings(db, library.id, run.id, 200)) > 0) await nextTurn();
  }
  const ended = { status: 'completed', checkedFiles: walk.checked, errorMessage: null } as const;
  transaction(db, () => {
    endVerifyRun(db, run.id, ended);
    sweepVerifyRuns(db, library.id);
    sweepRepairedFindings(db, addDays(deps.clock.now(), -KEEP_REPAIRS_DAYS));
  });
  if (trigger === 'schedule' && walk.found > 0) report(deps, library, walk.found);
  if (trigger === 'scan') {
    restoreAfterUpgrade(deps, library.id, run.id);
    // Scans are many: of those after which nothing new was wrong nobody wants to read.
    if (folders !== null && !hasNewFindings(db, run.id)) dropVerifyRun(db, run.id);
  }
  return { runId: run.id, checked: walk.checked, found: walk.found, offline: null };
}

const KEEP_REPAIRS_DAYS = 90;
const SAMPLE = 60;

/** Throws OfflineError for a library that is away, empty, or replaced by another disk. Answers the mounts that are away. */
async function requireReachable(deps: VerifyDependencies, library: Library): Promise<string[]> {
  const { db, pool } = deps;
  const reason = await whyUnreachable(library.path);
  if (reason !== null) throw new OfflineError(reason);
  const before = libraryPlace(db, library.id);
  const place = await findPlace(library.path);
  if (before !== null && before.device !== place.device && hasPublishedBelow(db, library.path)) {
    const paths = samplePublished(db, library.path, SAMPLE);
    const stats = await pool.run('statFiles', paths);
    const missing = stats.filter((found) => found === null).length;
    if (missing * 2 > paths.length) {
      throw new OfflineError(
        `Another disk lies at ${library.path}, without most of what was published there. Put the right disk back and verify again.`,
      );
    }
  }
  return mountsAway(before, place);
}

function recordOffline(
  { db }: VerifyDependencies,
  library: Library,
  runId: number,
  folder: string,
  reason: string,
): void {
  const none = { assetType: null, expectedHash: null, expectedSizeBytes: null, foundHash: null, foundSizeBytes: null };
  recordFinding(db, {
    ...none,
    ...{ runId, libraryId: library.id, itemType: null, itemId: null, title: library.name, kind: 'offline' },
    ...{ path: folder, otherPath: null, reason },
  });
}

function report({ db, events }: VerifyDependencies, library: Library, found: number): void {
  const id = logActivity(db, {
    ...{ eventType: 'library.verified', severity: 'warning', entityType: 'library', entityId: library.id },
    description: `${library.name}: verification found ${String(found)} ${found === 1 ? 'file' : 'files'} that are not as Metarr left them.`,
  });
  events.publish({ name: 'activity.logged', payload: { id } });
}

function announce({ events }: VerifyDependencies, libraryId: number): void {
  events.publish({ name: 'verification.changed', payload: { libraryId } });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
