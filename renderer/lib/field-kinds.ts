import type { FieldName } from '../../contract/field-values.ts';

/** How a field is shown and edited. */
export type FieldKind =
  | 'line'
  | 'prose'
  | 'year'
  | 'date'
  | 'runtime'
  | 'userRating'
  | 'status'
  | 'order'
  | 'number'
  | 'tmdbId'
  | 'tvdbId'
  | 'imdbId'
  | 'set'
  | 'names'
  | 'people'
  | 'ratings';

/** The kind of every field, whatever item it belongs to. */
export const FIELD_KINDS: Readonly<Record<FieldName, FieldKind>> = {
  title: 'line',
  name: 'line',
  original_title: 'line',
  sort_title: 'line',
  year: 'year',
  premiered: 'date',
  aired: 'date',
  series_status: 'status',
  episode_order: 'order',
  runtime: 'runtime',
  mpaa: 'line',
  tagline: 'line',
  outline: 'prose',
  plot: 'prose',
  overview: 'prose',
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
  display_season: 'number',
  display_episode: 'number',
  absolute_number: 'number',
  dvd_season: 'number',
  dvd_episode: 'number',
  tmdb_id: 'tmdbId',
  tmdb_collection_id: 'tmdbId',
  tvdb_id: 'tvdbId',
  imdb_id: 'imdbId',
};
