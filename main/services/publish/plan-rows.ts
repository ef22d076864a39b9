import type { ItemRef } from '../../../contract/primitives.ts';
import type { ItemConflict, PlanCounts, PlanFilter, PlanRow } from '../../../contract/publish-plans.ts';
import { PlanOp } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isWritten } from '../../domain/publish-plan.ts';
import type { BuiltPlan } from './build-plan.ts';
import { plannedFiles } from './plan-view.ts';

/** What a plan of many remembers of an item. The title of an unchanged one is looked up when it is shown. */
export interface PlannedItem extends Omit<PlanRow, 'title'> {
  title: string | null;
  conflict: ItemConflict | null;
}

export function noCounts(): PlanCounts {
  return Object.fromEntries(PlanOp.options.map((op) => [op, 0])) as PlanCounts;
}

/** @param files how many lie there as they should */
export function unchangedItem(item: ItemRef, files: number): PlannedItem {
  return {
    item,
    title: null,
    status: 'unchanged',
    counts: { ...noCounts(), leave: files },
    error: null,
    conflict: null,
  };
}

export function plannedItem(plan: BuiltPlan): PlannedItem {
  const { owner } = plan.unit;
  const item = { type: owner.type, id: owner.id };
  const counts = noCounts();
  for (const { op } of plan.entries) counts[op] += 1;
  const isConflict = counts.conflict > 0;
  const files = isConflict ? plannedFiles(plan).filter(({ op }) => op === 'conflict') : [];
  return {
    item,
    title: plan.title,
    status: isConflict ? 'conflict' : plan.entries.some(isWritten) ? 'changed' : 'unchanged',
    counts,
    error: null,
    conflict: isConflict ? { item, title: plan.title, planHash: plan.planHash, files } : null,
  };
}

/** An item that could not be looked at. Throws what is a fault of ours. */
export function failedItem(item: ItemRef, title: string | null, error: unknown): PlannedItem {
  if (!(error instanceof CoreError)) throw error;
  const { code, message } = error;
  return { item, title, status: 'failed', counts: noCounts(), error: { code, message }, conflict: null };
}

const STATUSES: readonly string[] = ['unchanged', 'changed', 'failed'];

export function fits({ status, counts }: PlannedItem, filter: PlanFilter | null): boolean {
  if (filter === null) return true;
  if (filter === 'pending') return status !== 'unchanged';
  if (STATUSES.includes(filter)) return status === filter;
  return counts[filter as PlanOp] > 0;
}
