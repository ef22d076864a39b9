import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { FieldName } from '../../../contract/field-values.ts';

/** One name for an item of a preview. */
export function previewKey({ item }: Pick<EnrichPreview, 'item'>): string {
  return `${item.type}-${item.id}`;
}

/** What a person leaves out of a preview. */
export interface LeftOut {
  fields: ReadonlySet<FieldName>;
  /** Keys of `previewKey`. */
  items: ReadonlySet<string>;
}

/** The fields of an item that would change and are not left out. */
export function fieldsOf(preview: EnrichPreview, { fields }: Pick<LeftOut, 'fields'>): FieldName[] {
  return preview.changes.map(({ field }) => field).filter((field) => !fields.has(field));
}

/** Whether applying would do anything to the item. */
export function isChanged(preview: EnrichPreview, leftOut: LeftOut): boolean {
  if (leftOut.items.has(previewKey(preview))) return false;
  return preview.artwork.length > 0 || fieldsOf(preview, leftOut).length > 0;
}

/** In how many items each field would change, most first; items that are left out do not count. */
export function fieldCounts(
  previews: readonly EnrichPreview[],
  items: ReadonlySet<string>,
): { field: FieldName; count: number }[] {
  const counts = new Map<FieldName, number>();
  for (const preview of previews) {
    if (items.has(previewKey(preview))) continue;
    for (const { field } of preview.changes) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return [...counts].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count);
}

/** How many items applying would change: exactly of those that are here, and all of the `changed` that are not. */
export function applyCount(previews: readonly EnrichPreview[], changed: number, leftOut: LeftOut): number {
  const nothing: LeftOut = { fields: new Set(), items: new Set() };
  const here = previews.filter((preview) => isChanged(preview, nothing)).length;
  const kept = previews.filter((preview) => isChanged(preview, leftOut)).length;
  return kept + Math.max(0, changed - here);
}
