import type { Alternative } from '../../../contract/enrichment.ts';
import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isEmptyValue } from '../../domain/field-guard.ts';
import { fieldsOf } from '../../domain/item-fields.ts';
import { alternatives, type ValueCandidate } from '../../domain/merge/candidates.ts';
import { isSameValue } from '../../domain/merge/same-value.ts';
import type { CastCredit, MetadataValue } from '../../domain/metadata-values.ts';
import type { MovieSetRef } from '../../domain/movie-metadata.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { introducePeople } from '../../store/people.store.ts';
import { findSet, identifySet } from '../../store/set.store.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import { nfoRecordOf, recordsOf } from '../../store/provider-record.store.ts';
import { transaction } from '../../store/sql.ts';
import type { ItemEdits } from '../items/item-edits.ts';
import { readItemValue } from '../items/item-values.ts';
import { requireItem } from '../items/require-item.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { toBoundaryValue } from './boundary-value.ts';
import { mergeRecordsOf } from './plan-merge.ts';

/** All values that any source has for a field, best by the merge rules first. Throws `not_found` and `invalid_input`. */
export function itemAlternatives(db: ReadDb, ref: ItemRef, field: FieldName): Alternative[] {
  const fetchedAt = new Map(
    recordsOf(db, ref).map(({ provider, record, fetchedAt: at }) => [`${provider} ${record.language}`, at]),
  );
  const newest = new Map(recordsOf(db, ref).map(({ provider, fetchedAt: at }) => [provider as string, at]));
  const item = requireItem(db, ref);
  const present = asMetadata(field, readItemValue(db, item, field));
  return candidatesOf(db, ref, field).map(({ provider, language, value, at }) => ({
    provider,
    language,
    value: toBoundaryValue(field, value),
    fetchedAt: at ?? fetchedAt.get(`${provider} ${language}`) ?? newest.get(provider) ?? item.updated_at,
    isCurrent: isSameValue(field, present, value),
  }));
}

/**
 * Takes one of them as a person's edit, which locks the field. Answers the edit's id, or null when nothing changes. Throws
 * `not_found` when the source does not say that any more.
 */
export function takeAlternative(
  db: WriteDb,
  edits: ItemEdits,
  ref: ItemRef,
  field: FieldName,
  source: { provider: Alternative['provider']; language: string },
): number | null {
  const chosen = candidatesOf(db, ref, field).find(
    ({ provider, language }) => provider === source.provider && language === source.language,
  );
  if (chosen === undefined) throw new CoreError('not_found', 'This source does not say that any more.');
  return transaction(db, () => {
    // What a person's edit cannot say: who the people are elsewhere, and which set of that name is meant.
    if (field === 'actors') introducePeople(db, ref, chosen.value as CastCredit[]);
    const editId = edits.setField(ref, field, toBoundaryValue(field, chosen.value));
    if (field === 'set_id') identify(db, chosen.value as MovieSetRef);
    return editId;
  });
}

function identify(db: WriteDb, { name, tmdbCollectionId }: MovieSetRef): void {
  const setId = findSet(db, { name, tmdbCollectionId: null });
  if (setId !== null && tmdbCollectionId !== null) identifySet(db, setId, tmdbCollectionId);
}

function candidatesOf(db: ReadDb, ref: ItemRef, field: FieldName): (ValueCandidate & { at?: string })[] {
  const item = requireItem(db, ref);
  if (!fieldsOf(ref.type).includes(field)) {
    throw new CoreError('invalid_input', `“${field}” is no field here.`, { field });
  }
  const found = alternatives(mergeRecordsOf(db, ref), field, mergeRules(db));
  const nfo = nfoValue(db, ref, field, asMetadata(field, readItemValue(db, item, field)));
  return nfo === null ? found : [...found, { provider: 'nfo', language: '', ...nfo }];
}

/** What the NFO says: what is there now when it is the NFO's, else what was there before an answer took its place. */
function nfoValue(
  db: ReadDb,
  ref: ItemRef,
  field: FieldName,
  present: MetadataValue,
): { value: MetadataValue; at: string } | null {
  const known = provenanceOf(db, ref.type, ref.id).get(field);
  if (known?.source === 'nfo' && !isEmptyValue(present)) return { value: present, at: known.setAt };
  const kept = nfoRecordOf(db, ref);
  const value = kept?.values[field] ?? null;
  return kept === null || isEmptyValue(value) ? null : { value, at: kept.fetchedAt };
}

/** A field's value as a source would give it. */
function asMetadata(field: FieldName, value: unknown): MetadataValue {
  if (field === 'set_id' && value !== null)
    return { tmdbCollectionId: null, ...(value as Omit<MovieSetRef, 'tmdbCollectionId'>) };
  if (field === 'actors')
    return (value as Omit<CastCredit, 'thumbUrl'>[]).map((credit) => ({ ...credit, thumbUrl: null }));
  return value as MetadataValue;
}
