import type { Handlers } from '../../../contract/contract.ts';
import type { FindingSelection, VerifyOverview } from '../../../contract/verification.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getLibrary, type Library, listLibraries } from '../../store/library.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { countOpenFindings, findingCounts, openFindings, repairedBy } from '../../store/verify-finding.store.ts';
import { lastVerifyRun, verifyRuns } from '../../store/verify-run.store.ts';
import { setVerifySchedule, verifyScheduleOf, verifySchedules } from '../../store/verify-schedule.store.ts';
import { findUnit } from '../publish/publish-unit.ts';
import { toFinding } from './finding-view.ts';
import { previewRepair } from './preview-repair.ts';
import { repairJob } from './repair-findings.job.ts';
import { isVideoReplaced } from './restore-after-upgrade.ts';
import { undoRepairJob } from './undo-repair.job.ts';
import { verifyJob } from './verify-library.job.ts';
import { toSchedule } from './verify-schedule.ts';
import type { VerifyDependencies } from './verify-types.ts';

type VerifyMethod = Extract<keyof Handlers, `verify.${string}`>;

/** The contract's methods of verification. */
export function createVerifyHandlers(deps: VerifyDependencies): Pick<Handlers, VerifyMethod> {
  const { db, enqueue, events } = deps;
  return {
    'verify.start': ({ libraryId, mode }) => {
      const libraries = libraryId === null ? listLibraries(db) : [requireLibrary(db, libraryId)];
      return { jobIds: libraries.map((library) => enqueue(verifyJob(library, { mode, trigger: 'manual' })).id) };
    },
    'verify.overview': () => overview(db),
    'verify.runs': ({ libraryId, limit }) => verifyRuns(db, libraryId, limit),
    'verify.findings': ({ libraryId, kind, item, after, limit }) => {
      const selection = { ids: null, libraryId, kind, item: ownerOf(db, item) };
      const rows = openFindings(db, selection, after ?? 0, limit + 1);
      return {
        findings: rows.slice(0, limit).map(toFinding),
        hasMore: rows.length > limit,
        total: countOpenFindings(db, selection),
      };
    },
    'verify.preview': ({ selection, repair }) => previewRepair(deps, withOwner(db, selection), repair),
    'verify.repair': ({ selection, repair }) => {
      const own = withOwner(db, selection);
      const count = own.ids?.length ?? countOpenFindings(db, own);
      const title = `${String(count)} ${count === 1 ? 'file' : 'files'}`;
      return { jobId: enqueue(repairJob({ selection: own, repair, by: 'manual', title })).id };
    },
    'verify.undo': ({ jobId }) => {
      const { length } = repairedBy(db, jobId);
      if (length === 0) throw new CoreError('not_found', 'There is nothing of this repair to take back any more.');
      return { jobId: enqueue(undoRepairJob(jobId, length)).id };
    },
    'verify.ofItem': ({ item: given }) => {
      const item = ownerOf(db, given) ?? given;
      const findings = openFindings(db, { ids: null, libraryId: null, kind: null, item }, 0, 500).map(toFinding);
      const canPutBack = findings.some(({ kind }) => kind === 'missing');
      return { findings, canPutBack, isVideoReplaced: canPutBack && isVideoReplaced(db, item) };
    },
    'verify.setSchedule': ({ libraryId, ...change }) => {
      requireLibrary(db, libraryId);
      setVerifySchedule(db, libraryId, change);
      events.publish({ name: 'verification.changed', payload: { libraryId } });
      const row = verifyScheduleOf(db, libraryId);
      if (row === null) throw new CoreError('not_found', 'This library is not in Metarr any more.');
      return toSchedule(row);
    },
  };
}

/** Episodes that share a file share what was published: it is the first one's. */
function ownerOf(db: ReadDb, item: FindingSelection['item']): FindingSelection['item'] {
  if (item === null) return null;
  const owner = findUnit(db, item)?.owner;
  return owner === undefined ? item : { type: owner.type, id: owner.id };
}

function withOwner(db: ReadDb, selection: FindingSelection): FindingSelection {
  return { ...selection, item: ownerOf(db, selection.item) };
}

function overview(db: ReadDb): VerifyOverview {
  const counts = findingCounts(db);
  const libraries = verifySchedules(db).map((row) => ({
    ...toSchedule(row),
    lastRun: lastVerifyRun(db, row.libraryId),
    open: Object.fromEntries(
      counts.filter((entry) => entry.libraryId === row.libraryId).map(({ kind, count }) => [kind, count]),
    ),
  }));
  return { libraries, openCount: counts.reduce((sum, { count }) => sum + count, 0) };
}

function requireLibrary(db: ReadDb, id: number): Library {
  const library = getLibrary(db, id);
  if (library === null) throw new CoreError('not_found', 'This library is not in Metarr any more.', { id });
  return library;
}
