import type { FieldValue, PersonCredit, RatingValue } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { fieldSpec } from '../../domain/item-fields.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { actorsOf, type CastMember, setActors } from '../../store/people.store.ts';
import { ensureSet, getSet } from '../../store/set.store.ts';
import { ratingsOf, setRatings } from '../../store/rating.store.ts';
import { isVocabulary, namesOf, setNames } from '../../store/vocabulary.store.ts';

/** The present value of one field, in the boundary's shape. */
export function readItemValue(db: ReadDb, item: ItemRecord, field: string): FieldValue {
  const { column } = fieldSpec(item.type, field);
  if (column !== null) return isUnnamed(item.type, field, item[column]) ? null : (item[column] ?? null);
  if (isVocabulary(field)) return namesOf(db, item, field);
  if (field === 'actors') return actorsOf(db, item);
  if (field === 'ratings') return ratingsOf(db, item.type, item.id);
  const set = item.set_id === null ? null : getSet(db, item.set_id);
  return set === null ? null : { name: set.name, overview: set.overview };
}

/** What automation hands in where it knows more than the boundary shows. */
export type WritableValue =
  FieldValue | CastMember[] | { name: string; overview: string | null; tmdbCollectionId: number | null };

/**
 * Writes one field. Scalars are collected into `columns` (one UPDATE for all of an item's); the rest is written at once.
 * @param isByHand a person's edit also replaces the set's overview, which all films of the set share
 * @param isNew the item was just added, so nothing has to be taken away first
 */
export function writeItemValue(
  db: WriteDb,
  ref: ItemRef,
  field: string,
  value: WritableValue,
  columns: Record<string, string | number | null>,
  isByHand: boolean,
  isNew = false,
): void {
  const { column } = fieldSpec(ref.type, field);
  if (column !== null) {
    columns[column] = isUnnamed(ref.type, field, value) ? '' : (value as string | number | null);
  } else if (isVocabulary(field)) {
    setNames(db, ref, field, value as string[], isNew);
  } else if (field === 'actors') {
    setActors(db, ref, (value as (CastMember | PersonCredit)[]).map(toCastMember), isNew);
  } else if (field === 'ratings') {
    setRatings(db, ref.type, ref.id, value as RatingValue[], isNew);
  } else {
    const set = value as { name: string; overview: string | null; tmdbCollectionId?: number | null } | null;
    columns['set_id'] = set === null ? null : ensureSet(db, { tmdbCollectionId: null, ...set }, isByHand);
  }
}

/** An episode's row always has a title, if an empty one. */
function isUnnamed(type: ItemRef['type'], field: string, value: unknown): boolean {
  return type === 'episode' && field === 'title' && (value === null || value === '');
}

function toCastMember(person: CastMember | PersonCredit): CastMember {
  return {
    name: person.name,
    role: person.role,
    tmdbId: person.tmdbId,
    thumbUrl: 'thumbUrl' in person ? person.thumbUrl : null,
  };
}
