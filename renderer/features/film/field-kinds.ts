import type { MovieFieldName } from '../../../contract/movies.ts';

/** How a field is shown and edited. */
export type FieldKind =
  | 'line'
  | 'prose'
  | 'year'
  | 'date'
  | 'runtime'
  | 'userRating'
  | 'tmdbId'
  | 'imdbId'
  | 'set'
  | 'names'
  | 'people'
  | 'ratings';

/** Every field of a film in the order of its rows. */
export const FIELD_KINDS: Readonly<Record<MovieFieldName, FieldKind>> = {
  title: 'line',
  original_title: 'line',
  sort_title: 'line',
  year: 'year',
  premiered: 'date',
  runtime: 'runtime',
  mpaa: 'line',
  tagline: 'line',
  outline: 'prose',
  plot: 'prose',
  genres: 'names',
  set_id: 'set',
  directors: 'names',
  writers: 'names',
  actors: 'people',
  studios: 'names',
  countries: 'names',
  tags: 'names',
  ratings: 'ratings',
  user_rating: 'userRating',
  tmdb_id: 'tmdbId',
  imdb_id: 'imdbId',
};

export const FIELD_NAMES = Object.keys(FIELD_KINDS) as readonly MovieFieldName[];
