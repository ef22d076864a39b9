import { z } from 'zod';
import { CoreError } from '../../domain/core-error.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { transaction } from '../../store/sql.ts';
import { type FindingRow, reopenFinding, repairedBy } from '../../store/verify-finding.store.ts';
import { rememberOrphan, restorePublishedRow } from '../../store/verify-target.store.ts';
import { restoreFormerState } from './former-state.ts';
import { addProblem, type RepairSums } from './repair-types.ts';
import type { VerifyDependencies } from './verify-types.ts';

export const UNDO_REPAIR = 'undo_repair';

/** Takes back what the repair of a job did. */
export function undoRepairJob(jobId: number, files: number): NewJob {
  return {
    type: UNDO_REPAIR,
    label: `Undo the repair of ${String(files)} ${files === 1 ? 'file' : 'files'}`,
    priority: PRIORITY.user,
    payload: { jobId },
    dedupeKey: `${UNDO_REPAIR}:${String(jobId)}`,
  };
}

/** What was removed, as removeOrphan notes it. */
const Removed = z.object({
  hash: z.string(),
  ext: z.string(),
  isPublished: z.boolean(),
  row: z.string().nullable(),
});

const Orphan = z.object({
  path: z.string(),
  assetType: z.string(),
  hash: z.string(),
  sizeBytes: z.int(),
  mtimeMs: z.int(),
});

/** Brings the library back to what it was before a repair, and its findings with it. */
export function createUndoRepairKind(deps: VerifyDependencies): JobKind {
  return jobKind({
    type: UNDO_REPAIR,
    payload: z.object({ jobId: z.int() }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ jobId }, context) => {
      const sums: RepairSums = { repaired: 0, failed: 0, problems: [] };
      const rows = repairedBy(deps.db, jobId);
      const journals = new Map<number | null, FindingRow[]>();
      for (const row of rows) journals.set(row.journalId, [...(journals.get(row.journalId) ?? []), row]);
      let done = 0;
      for (const [journalId, findings] of journals) {
        context.signal.throwIfAborted();
        context.progress(done, rows.length, findings[0]?.title);
        if (journalId === null) await undoSingly(deps, findings, sums);
        else await undoJournal(deps, journalId, findings, sums);
        done += findings.length;
      }
      for (const libraryId of new Set(rows.map((row) => row.libraryId))) {
        deps.events.publish({ name: 'verification.changed', payload: { libraryId } });
      }
      return { kind: 'done', result: { undone: sums.repaired, failed: sums.failed, problems: sums.problems } };
    },
  });
}

async function undoJournal(
  { db, undo }: VerifyDependencies,
  journalId: number,
  findings: readonly FindingRow[],
  sums: RepairSums,
): Promise<void> {
  try {
    await undo(journalId);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    for (const finding of findings) addProblem(sums, finding, error.message);
    return;
  }
  transaction(db, () => {
    for (const { id, formerRow } of findings) {
      if (formerRow !== null) restoreFormerState(db, formerRow);
      reopenFinding(db, id);
    }
  });
  sums.repaired += findings.length;
}

async function undoSingly(deps: VerifyDependencies, findings: readonly FindingRow[], sums: RepairSums): Promise<void> {
  for (const finding of findings) {
    const problem = finding.resolution === 'remove' ? await bringBack(deps, finding) : undoInDatabase(deps, finding);
    if (problem === null) sums.repaired += 1;
    else addProblem(sums, finding, problem);
  }
}

/** What was only accepted is expected as before; edits that it made are undone at the item. */
function undoInDatabase({ db }: VerifyDependencies, { id, formerRow, resolution }: FindingRow): string | null {
  if (resolution === 'recache') return 'The cache keeps what it took in.';
  transaction(db, () => {
    if (formerRow !== null) restoreFormerState(db, formerRow);
    reopenFinding(db, id);
  });
  return null;
}

async function bringBack({ db, pool, cacheDir }: VerifyDependencies, finding: FindingRow): Promise<string | null> {
  const removed = Removed.safeParse(JSON.parse(finding.formerRow ?? 'null'));
  if (!removed.success) return 'It is not known any more what was removed.';
  const { hash, ext, isPublished, row } = removed.data;
  const restored = await pool.run('restoreKept', { cacheDir, hash, ext, path: finding.path });
  if (!restored.ok) return restored.error.message;
  transaction(db, () => {
    if (row !== null && isPublished) restorePublishedRow(db, row);
    if (row !== null && !isPublished) rememberOrphan(db, Orphan.parse(JSON.parse(row)));
    reopenFinding(db, finding.id);
  });
  return null;
}
