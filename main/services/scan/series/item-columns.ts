import { completeness, type CompletenessRules } from '../../../domain/completeness.ts';
import { stateAfterScan } from '../../../domain/media-state.ts';
import type { MediaState } from '../../../../contract/primitives.ts';
import type { ItemIssue } from '../../../../contract/items.ts';
import type { Columns } from '../apply-item-values.ts';

/** The state after a scan of something that is identified together with its show. */
export function scannedState(
  current: MediaState | null,
  ids: readonly unknown[],
  issues: readonly ItemIssue[],
  hasNfo: boolean,
): MediaState {
  return stateAfterScan(current, {
    hasProviderId: ids.some((id) => id !== null && id !== undefined),
    nfoBroken: !hasNfo && issues.some((issue) => issue.code.startsWith('nfo_')),
  });
}

/** The completeness of an item that was just added, from what was written to it. */
export function newCompleteness(
  rules: CompletenessRules,
  values: readonly { field: string; value: unknown }[],
  columns: Columns,
  counts: ReadonlyMap<string, number>,
): number {
  return completeness(
    rules,
    (field) => values.find((planned) => planned.field === field)?.value ?? columns[field],
    (type) => counts.get(type) ?? 0,
  ).percent;
}
