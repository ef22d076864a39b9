import type { FieldGuard } from '../../domain/field-guard.ts';
import type { MovieField } from '../../domain/movie-fields.ts';
import type { MovieFacts } from '../../workers/scan-facts.ts';
import type { WritableValue } from '../items/item-values.ts';
import { valuesFromName, valuesFromNfo } from './movie-facts-values.ts';
import { type FieldValuePlan, planFieldValues, type PlannedFieldValue } from './plan-field-values.ts';

export type PlannedValue = PlannedFieldValue<MovieField, WritableValue>;
export type ValuePlan = FieldValuePlan<MovieField, WritableValue>;

/**
 * Which values a scan writes to a film (see planFieldValues).
 * @param knownNfoHash of the NFO that was read last; the same hash says nothing new
 */
export function planValues(
  facts: MovieFacts,
  knownNfoHash: string | null,
  guard: (field: MovieField) => FieldGuard,
): ValuePlan {
  const said = facts.nfo === null ? null : valuesFromNfo(facts.nfo.reading);
  const nfo = facts.nfo === null ? null : { hash: facts.nfo.hash, ...(said ?? { values: {}, lockedFields: [] }) };
  return planFieldValues({ nfo, knownNfoHash, fromName: valuesFromName(facts.name) }, guard);
}
