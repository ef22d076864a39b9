import type { PlanRow, PlanState } from '../../../contract/publish-plans.ts';
import type { PlanOp } from '../../../contract/publishing.ts';
import { t } from '../../messages/t.ts';

const OPS: readonly PlanOp[] = ['create', 'replace', 'rename', 'remove'];

/** What a plan can be narrowed to: by what becomes of the titles, and by what is done to files. Only what there is. */
export function planFilters({ items, counts, checked }: PlanState): { value: string; label: string }[] {
  const statuses: [PlanRow['status'], number][] = [
    ['changed', items.changed],
    ['conflict', items.conflicting],
    ['failed', items.failed],
    ['unchanged', items.unchanged],
  ];
  return [
    { value: 'pending', label: t.publish.filterPending(checked - items.unchanged) },
    { value: '', label: t.publish.filterAll(checked) },
    ...statuses.flatMap(([status, count]) =>
      count === 0 ? [] : [{ value: status, label: t.publish.filterStatus(status, count) }],
    ),
    ...OPS.flatMap((op) => (counts[op] === 0 ? [] : [{ value: op, label: t.publish.filterOp(op, counts[op]) }])),
  ];
}
