import type { FieldName } from '../../../contract/field-values.ts';
import type { CastCredit, MetadataValue } from '../metadata-values.ts';
import type { MovieSetRef, Rating } from '../movie-metadata.ts';
import { isEmptyValue } from '../field-guard.ts';
import { nameKey } from './merge-cast.ts';

/**
 * True when writing `next` over `present` would change nothing that can be seen: names keep the spelling they are known
 * by, people and sets with an id are who the id says, and the order of ratings has no meaning.
 */
export function isSameValue(field: FieldName, present: MetadataValue, next: MetadataValue): boolean {
  if (isEmptyValue(present) || isEmptyValue(next)) return isEmptyValue(present) && isEmptyValue(next);
  if (field === 'actors') return isSameCast(present as CastCredit[], next as CastCredit[]);
  if (field === 'ratings') return isSameRatings(present as Rating[], next as Rating[]);
  if (field === 'set_id') return isSameSet(present as MovieSetRef, next as MovieSetRef);
  if (Array.isArray(present) && Array.isArray(next)) {
    return isSameList(present as string[], next as string[], (a, b) => a.toLowerCase() === b.toLowerCase());
  }
  return present === next;
}

function isSameList<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((value, i) => isSame(value, b[i] as T));
}

function isSameCast(present: readonly CastCredit[], next: readonly CastCredit[]): boolean {
  return isSameList(present, next, (a, b) => {
    const isSamePerson = a.tmdbId === b.tmdbId && (a.tmdbId !== null || nameKey(a) === nameKey(b));
    return isSamePerson && (a.role ?? '') === (b.role ?? '');
  });
}

function isSameRatings(present: readonly Rating[], next: readonly Rating[]): boolean {
  const bySource = (ratings: readonly Rating[]): string =>
    JSON.stringify(
      ratings
        .map(({ source, value, max, votes, isDefault }) => [source, value, max, votes, isDefault])
        .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
  return bySource(present) === bySource(next);
}

function isSameSet(present: MovieSetRef, next: MovieSetRef): boolean {
  if (present.tmdbCollectionId !== null && next.tmdbCollectionId !== null) {
    return present.tmdbCollectionId === next.tmdbCollectionId;
  }
  return present.name.toLowerCase() === next.name.toLowerCase();
}
