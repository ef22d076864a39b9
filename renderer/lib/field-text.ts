import type { EpisodeOrder, FieldName, FieldValue } from '../../contract/field-values.ts';
import { t } from '../messages/t.ts';
import { FIELD_KINDS } from './field-kinds.ts';
import { formatMinutes } from './format-duration.ts';
import { dateText } from './time-text.ts';

/** The entries of a list field as text: names, "Name as Role", "source 7.9 / 10". Empty for other fields. */
export function fieldEntries(field: FieldName, value: FieldValue | undefined): string[] {
  if (!Array.isArray(value)) return [];
  const kind = FIELD_KINDS[field];
  return value.map((entry) => {
    if (typeof entry === 'string') return entry;
    if ('name' in entry) return entry.role === null ? entry.name : t.enrich.credit(entry.name, entry.role);
    return kind === 'ratings' ? `${entry.source} ${t.item.outOf(entry.value, entry.max)}` : entry.source;
  });
}

/** A field's value in words, as its row shows it; '' when it has none. */
export function fieldText(field: FieldName, value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return fieldEntries(field, value).join(', ');
  if (typeof value === 'object') return value.name;
  const kind = FIELD_KINDS[field];
  if (kind === 'runtime' && typeof value === 'number') return formatMinutes(value);
  if (kind === 'userRating' && typeof value === 'number') return t.item.outOf(value, 10);
  if (kind === 'date' && typeof value === 'string') return dateText(value);
  if (kind === 'order') return t.item.orders[value as EpisodeOrder];
  return String(value);
}

/** Which entries of a list field come and go: what stays is left out. Null for fields that are no lists. */
export function listChange(
  field: FieldName,
  before: FieldValue | undefined,
  after: FieldValue | undefined,
): { added: string[]; removed: string[] } | null {
  if (!Array.isArray(before) && !Array.isArray(after)) return null;
  const had = fieldEntries(field, before);
  const has = fieldEntries(field, after);
  const hadSet = new Set(had);
  const hasSet = new Set(has);
  return { added: has.filter((entry) => !hadSet.has(entry)), removed: had.filter((entry) => !hasSet.has(entry)) };
}
