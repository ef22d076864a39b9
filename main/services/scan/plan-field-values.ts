import type { ValueSource } from '../../../contract/primitives.ts';
import { type FieldGuard, isEmptyValue, mayAutomationReplace } from '../../domain/field-guard.ts';

export interface FieldSources<F extends string, V> {
  /** What the NFO says, by field; null when there is none or it cannot be read. */
  nfo: { hash: string; values: Partial<Record<F, V>>; lockedFields: F[] } | null;
  /** Of the NFO that was read last; the same hash says nothing new. */
  knownNfoHash: string | null;
  /** What file and folder names say, by field. */
  fromName: Partial<Record<F, V>>;
}

export interface PlannedFieldValue<F extends string, V> {
  field: F;
  value: V;
  source: ValueSource;
}

export interface FieldValuePlan<F extends string, V> {
  values: PlannedFieldValue<F, V>[];
  /** Fields that the NFO says are locked (Jellyfin). */
  lockedByNfo: F[];
  isNfoNews: boolean;
}

/**
 * Which values a scan writes: what a changed NFO says, then what the names say where nobody says more. Whatever is locked
 * or was set by hand is left out, and so is what is empty.
 */
export function planFieldValues<F extends string, V>(
  { nfo, knownNfoHash, fromName }: FieldSources<F, V>,
  guard: (field: F) => FieldGuard,
): FieldValuePlan<F, V> {
  const news = nfo !== null && nfo.hash !== knownNfoHash ? nfo : null;
  const values: PlannedFieldValue<F, V>[] = [];
  for (const [field, value] of Object.entries(news?.values ?? {}) as [F, V][]) {
    if (!isEmptyValue(value) && mayAutomationReplace(guard(field))) values.push({ field, value, source: 'nfo' });
  }
  for (const [field, value] of Object.entries(fromName) as [F, V][]) {
    if (isEmptyValue(value) || !isEmptyValue(news?.values[field])) continue;
    const known = guard(field);
    // A name knows least: it fills what nobody has filled, and follows a renamed file where it filled before.
    const mayFill = known.source === null || known.source === 'name';
    if (mayFill && mayAutomationReplace(known)) values.push({ field, value, source: 'name' });
  }
  return { values, lockedByNfo: news?.lockedFields ?? [], isNfoNews: news !== null };
}
