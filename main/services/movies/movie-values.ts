import type { MovieFieldValue, PersonCredit, RatingValue } from '../../../contract/movies.ts';
import { MOVIE_FIELDS, type MovieField } from '../../domain/movie-fields.ts';
import type { MovieRecord } from '../../store/movie.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { type CastMember, ensureSet, getSet, movieActors, setMovieActors } from '../../store/people.store.ts';
import { ratingsOf, setRatings } from '../../store/rating.store.ts';
import { isVocabulary, movieNames, setMovieNames } from '../../store/vocabulary.store.ts';

/** The present value of one field, in the boundary's shape. */
export function readMovieValue(db: ReadDb, movie: MovieRecord, field: MovieField): MovieFieldValue {
  const { column } = MOVIE_FIELDS[field];
  if (column !== null) return movie[column] ?? null;
  if (isVocabulary(field)) return movieNames(db, movie.id, field);
  if (field === 'actors') return movieActors(db, movie.id);
  if (field === 'ratings') return ratingsOf(db, 'movie', movie.id);
  const set = movie.set_id === null ? null : getSet(db, movie.set_id);
  return set === null ? null : { name: set.name, overview: set.overview };
}

/** What automation hands in where it knows more than the boundary shows. */
export type WritableValue =
  MovieFieldValue | CastMember[] | { name: string; overview: string | null; tmdbCollectionId: number | null };

/**
 * Writes one field. Scalars are collected into `columns` (one UPDATE for all of a film's); the rest is written at once.
 * @param isByHand a person's edit also replaces the set's overview, which all films of the set share
 */
export function writeMovieValue(
  db: WriteDb,
  movieId: number,
  field: MovieField,
  value: WritableValue,
  columns: Record<string, string | number | null>,
  isByHand: boolean,
): void {
  const { column } = MOVIE_FIELDS[field];
  if (column !== null) {
    columns[column] = value as string | number | null;
  } else if (isVocabulary(field)) {
    setMovieNames(db, movieId, field, value as string[]);
  } else if (field === 'actors') {
    setMovieActors(db, movieId, (value as (CastMember | PersonCredit)[]).map(toCastMember));
  } else if (field === 'ratings') {
    setRatings(db, 'movie', movieId, value as RatingValue[]);
  } else {
    const set = value as { name: string; overview: string | null; tmdbCollectionId?: number | null } | null;
    columns['set_id'] = set === null ? null : ensureSet(db, { tmdbCollectionId: null, ...set }, isByHand);
  }
}

function toCastMember(person: CastMember | PersonCredit): CastMember {
  return {
    name: person.name,
    role: person.role,
    tmdbId: person.tmdbId,
    thumbUrl: 'thumbUrl' in person ? person.thumbUrl : null,
  };
}
