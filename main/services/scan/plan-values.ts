import type { ValueSource } from '../../../contract/primitives.ts';
import { type FieldGuard, isEmptyValue, mayAutomationReplace } from '../../domain/field-guard.ts';
import type { MovieField } from '../../domain/movie-fields.ts';
import type { MovieFacts } from '../../workers/scan-facts.ts';
import type { WritableValue } from '../movies/movie-values.ts';
import { valuesFromName, valuesFromNfo } from './movie-facts-values.ts';

export interface PlannedValue {
  field: MovieField;
  value: WritableValue;
  source: ValueSource;
}

export interface ValuePlan {
  values: PlannedValue[];
  /** Fields that the NFO says are locked (Jellyfin). */
  lockedByNfo: MovieField[];
  isNfoNews: boolean;
}

/**
 * Which values a scan writes: what a changed NFO says, then what the names say where nobody says more. Whatever is locked
 * or was set by hand is left out, and so is what is empty.
 * @param knownNfoHash of the NFO that was read last; the same hash says nothing new
 */
export function planValues(
  facts: MovieFacts,
  knownNfoHash: string | null,
  guard: (field: MovieField) => FieldGuard,
): ValuePlan {
  const isNfoNews = facts.nfo !== null && facts.nfo.hash !== knownNfoHash;
  const fromNfo = facts.nfo !== null && isNfoNews ? valuesFromNfo(facts.nfo.reading) : null;
  const values: PlannedValue[] = [];
  for (const [field, value] of Object.entries(fromNfo?.values ?? {}) as [MovieField, WritableValue][]) {
    if (!isEmptyValue(value) && mayAutomationReplace(guard(field))) values.push({ field, value, source: 'nfo' });
  }
  for (const [field, value] of Object.entries(valuesFromName(facts.name)) as [MovieField, WritableValue][]) {
    if (isEmptyValue(value) || !isEmptyValue(fromNfo?.values[field])) continue;
    const known = guard(field);
    // A name knows least: it fills what nobody has filled, and follows a renamed file where it filled before.
    const mayFill = known.source === null || known.source === 'name';
    if (mayFill && mayAutomationReplace(known)) values.push({ field, value, source: 'name' });
  }
  return { values, lockedByNfo: fromNfo?.lockedFields ?? [], isNfoNews };
}
