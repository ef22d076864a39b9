import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import { isVocabulary } from '../../store/vocabulary.store.ts';
import type { CastCredit, MetadataValue } from '../../domain/metadata-values.ts';
import type { MovieSetRef } from '../../domain/movie-metadata.ts';

/** A source's value in the boundary's shape. */
export function toBoundaryValue(field: FieldName, value: MetadataValue): FieldValue {
  if (value === null) return null;
  if (field === 'actors') {
    return (value as CastCredit[]).map(({ name, role, tmdbId }) => ({ name, role, tmdbId, thumbHash: null }));
  }
  if (field === 'set_id') {
    const { name, overview } = value as MovieSetRef;
    return { name, overview };
  }
  return value as FieldValue;
}

/** What a field holds when it says nothing. */
export function emptyValue(field: FieldName): MetadataValue {
  return field === 'actors' || field === 'ratings' || isVocabulary(field) ? [] : null;
}
