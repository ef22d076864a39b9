import { z } from 'zod';
import type { ItemRef } from '../../../contract/primitives.ts';
import { FindingSelection, Repair } from '../../../contract/verification.ts';
import { repairsOf } from '../../domain/verify/judge-file.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { logActivity } from '../../store/activity.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { countOpenFindings, type FindingRow, openFindings } from '../../store/verify-finding.store.ts';
import { adoptChange, type AdoptDependencies } from './adopt-change.ts';
import { recache, removeOrphan } from './repair-file.ts';
import { repairItem } from './repair-item.ts';
import { addProblem, type RepairContext, type RepairSums } from './repair-types.ts';

export const REPAIR_FINDINGS = 'repair_findings';

const Payload = z.object({
  selection: FindingSelection,
  repair: Repair,
  by: z.enum(['auto', 'manual']),
});

const WORDS: Readonly<Record<Repair, string>> = {
  put_back: 'Put back',
  rename_back: 'Rename',
  adopt: 'Accept changes of',
  remove: 'Remove what is left over of',
  recache: 'Take into the cache',
};

/** Repairs findings of a selection. @param request.title what the person sees: an item's title, or how many files */
export function repairJob(request: {
  selection: FindingSelection;
  repair: Repair;
  by: 'auto' | 'manual';
  title: string;
}): NewJob {
  const { title, ...payload } = request;
  const { libraryId } = request.selection;
  return {
    type: REPAIR_FINDINGS,
    label: `${WORDS[request.repair]} ${title}`,
    priority: request.by === 'manual' ? PRIORITY.user : PRIORITY.enrichment,
    payload,
    dedupeKey: `${REPAIR_FINDINGS}:${JSON.stringify(payload)}`,
    ...(libraryId === null ? {} : { libraryId }),
  };
}

const BATCH = 200;

/**
 * Repairs findings item by item. Cancelling keeps what is repaired; after a crash it goes on with what is still open, and a
 * file that was put back before the crash is found in its place.
 */
export function createRepairKind(deps: AdoptDependencies): JobKind {
  return jobKind({
    type: REPAIR_FINDINGS,
    payload: Payload,
    concurrency: 1,
    maxRetries: 0,
    run: async ({ selection, repair, by }, context) => {
      const sums: RepairSums = { repaired: 0, failed: 0, problems: [] };
      const libraries = new Set<number>();
      try {
        await repairAll(deps, { selection, repair, by }, context, sums, libraries);
      } finally {
        for (const libraryId of libraries)
          deps.events.publish({ name: 'verification.changed', payload: { libraryId } });
        if (by === 'auto' && sums.repaired > 0) reportAutomatic(deps, sums);
      }
      return { kind: 'done', result: { ...sums } };
    },
  });
}

interface Work {
  selection: z.infer<typeof FindingSelection>;
  repair: Repair;
  by: 'auto' | 'manual';
}

async function repairAll(
  deps: AdoptDependencies,
  { selection, repair, by }: Work,
  context: JobContext,
  sums: RepairSums,
  libraries: Set<number>,
): Promise<void> {
  const total = selection.ids?.length ?? countOpenFindings(deps.db, selection);
  const repairing: RepairContext = { jobId: context.jobId, by };
  let after = 0;
  let done = 0;
  for (;;) {
    const rows = openFindings(deps.db, selection, after, BATCH);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    for (const group of byItem(rows)) {
      context.signal.throwIfAborted();
      context.progress(done, Math.max(total, done), group[0]?.title);
      for (const { libraryId } of group) libraries.add(libraryId);
      await repairGroup(deps, group, repair, repairing, sums);
      done += group.length;
    }
    context.progress(done, Math.max(total, done));
  }
}

/** One item's findings are repaired by one publication; what belongs to none stands alone. */
function byItem(rows: readonly FindingRow[]): FindingRow[][] {
  const groups = new Map<string, FindingRow[]>();
  for (const row of rows) {
    const key = row.itemId === null ? `finding:${String(row.id)}` : `${row.itemType ?? ''}:${String(row.itemId)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

async function repairGroup(
  deps: AdoptDependencies,
  group: readonly FindingRow[],
  repair: Repair,
  context: RepairContext,
  sums: RepairSums,
): Promise<void> {
  const able = group.filter((row) => repairsOf(row.kind, row.itemId !== null).includes(repair));
  for (const row of group) if (!able.includes(row)) addProblem(sums, row, 'This cannot be mended so.');
  const [first] = able;
  if (first === undefined) return;
  if (repair === 'put_back' || repair === 'rename_back') {
    const item: ItemRef = { type: first.itemType ?? 'movie', id: first.itemId ?? 0 };
    await repairItem(deps, { item, findings: able, repair }, context, sums);
    return;
  }
  for (const row of able) {
    const problem = await repairOne(deps, row, repair, context);
    if (problem === null) sums.repaired += 1;
    else addProblem(sums, row, problem);
  }
}

function repairOne(
  deps: AdoptDependencies,
  row: FindingRow,
  repair: 'adopt' | 'remove' | 'recache',
  context: RepairContext,
): Promise<string | null> {
  switch (repair) {
    case 'adopt':
      return adoptChange(deps, row, context);
    case 'remove':
      return removeOrphan(deps, row, context);
    case 'recache':
      return recache(deps, row, context);
  }
}

function reportAutomatic({ db, events }: AdoptDependencies, { repaired }: RepairSums): void {
  const id = logActivity(db, {
    eventType: 'library.restored',
    severity: 'success',
    description: `${String(repaired)} ${repaired === 1 ? 'file was' : 'files were'} put back after a video was replaced.`,
  });
  events.publish({ name: 'activity.logged', payload: { id } });
}
