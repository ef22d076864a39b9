import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import type { MergeField } from '../../../contract/publishing.ts';
import { isEmptyValue } from '../field-guard.ts';
import type { MetadataValue, MetadataValues } from '../metadata-values.ts';

/** What an NFO says of one item in three states. */
export interface NfoSides {
  /** As published last; null when that is not known. */
  base: MetadataValues | null;
  /** As somebody else left it. */
  outside: MetadataValues;
  /** As Metarr would write it. */
  ours: MetadataValues;
}

/**
 * The fields on which the outside file and Metarr differ, with who changed each and what a merge takes by itself: what only
 * one side changed, never a locked value, nothing that would erase one nobody is known to have erased. What both changed
 * waits for a person.
 */
export function mergeFields(sides: NfoSides, isLocked: (field: FieldName) => boolean): MergeField[] {
  const names = [...new Set([...Object.keys(sides.ours), ...Object.keys(sides.outside)])] as FieldName[];
  return names.flatMap((field) => {
    const outside = sides.outside[field] ?? null;
    const ours = sides.ours[field] ?? null;
    if (isSame(outside, ours)) return [];
    const changedBy = changerOf(sides.base, field, outside, ours);
    const locked = isLocked(field);
    return [
      {
        field,
        base: toFieldValue(sides.base?.[field] ?? null),
        outside: toFieldValue(outside),
        ours: toFieldValue(ours),
        changedBy,
        isLocked: locked,
        suggested: suggestion(changedBy, locked, outside, ours),
      },
    ];
  });
}

/** True when somebody else changed a field that nobody has decided about since. */
export function hasOutsideValues(fields: readonly MergeField[], isDecided: (field: FieldName) => boolean): boolean {
  return fields.some(({ field, changedBy }) => changedBy !== 'us' && !isDecided(field));
}

/** Which side a field takes: what the person says, else what is suggested; null while nobody has said. */
export function sideOf(
  { field, suggested }: Pick<MergeField, 'field' | 'suggested'>,
  said: ReadonlyMap<FieldName, 'outside' | 'ours'>,
): 'outside' | 'ours' | null {
  return said.get(field) ?? suggested;
}

function changerOf(
  base: MetadataValues | null,
  field: FieldName,
  outside: MetadataValue,
  ours: MetadataValue,
): MergeField['changedBy'] {
  if (base === null) return 'unknown';
  const was = base[field] ?? null;
  if (isSame(was, ours)) return 'outside';
  return isSame(was, outside) ? 'us' : 'both';
}

function suggestion(
  changedBy: MergeField['changedBy'],
  isLocked: boolean,
  outside: MetadataValue,
  ours: MetadataValue,
): MergeField['suggested'] {
  if (isLocked || changedBy === 'us') return 'ours';
  if (changedBy === 'outside') return 'outside';
  if (isEmptyValue(outside)) return 'ours';
  return isEmptyValue(ours) ? 'outside' : null;
}

/** Equal for what a person would call the same: the order of names in a list and addresses of portraits do not count. */
function isSame(a: MetadataValue, b: MetadataValue): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable(value: MetadataValue): unknown {
  if (isEmptyValue(value)) return null;
  if (Array.isArray(value)) {
    if (value.every((entry) => typeof entry === 'string')) return [...value].sort();
    return value.map((entry) => {
      if (typeof entry === 'string') return entry;
      if ('source' in entry) return [entry.source, entry.value, entry.max, entry.votes, entry.isDefault];
      return [entry.name, entry.role];
    });
  }
  if (typeof value === 'object' && value !== null) return [value.name, value.overview ?? null];
  return value;
}

/** A source's value in the boundary's shape. */
export function toFieldValue(value: MetadataValue): FieldValue {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((entry) => typeof entry === 'object' && !('source' in entry))) {
      return value.flatMap((entry) =>
        typeof entry === 'object' && 'name' in entry
          ? [{ name: entry.name, role: entry.role, tmdbId: entry.tmdbId, thumbHash: null }]
          : [],
      );
    }
    return value as FieldValue;
  }
  if (typeof value === 'object' && value !== null) return { name: value.name, overview: value.overview };
  return value;
}
