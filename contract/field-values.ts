import { z } from 'zod';
import { ContentHash, Id, IsoDate } from './primitives.ts';

export const PersonCredit = z.object({
  name: z.string().min(1).max(500),
  role: z.string().max(500).nullable(),
  tmdbId: Id.nullable(),
  thumbHash: ContentHash.nullable(),
});
export type PersonCredit = z.infer<typeof PersonCredit>;

export const RatingValue = z.object({
  source: z.string().min(1).max(100),
  value: z.number().min(0),
  max: z.number().positive(),
  votes: z.int().min(0).nullable(),
  isDefault: z.boolean(),
});
export type RatingValue = z.infer<typeof RatingValue>;

export const SetValue = z.object({ name: z.string().min(1).max(500), overview: z.string().nullable() });
export type SetValue = z.infer<typeof SetValue>;

/** In which order a show's episodes are numbered. */
export const EpisodeOrder = z.enum(['aired', 'dvd', 'absolute']);
export type EpisodeOrder = z.infer<typeof EpisodeOrder>;

const Names = z.array(z.string().trim().min(1).max(500)).max(1000);
const Text = z.string().max(20_000).nullable();
const Title = z.string().trim().min(1).max(1000);
const Year = z.int().min(1870).max(2200).nullable();
/** Minutes. */
const Runtime = z.int().min(0).max(6000).nullable();
const UserRating = z.number().min(0).max(10).nullable();
const ImdbId = z
  .string()
  .regex(/^tt\d{7,10}$/, 'An IMDb id is tt and at least seven digits.')
  .nullable();
const Cast = z.array(PersonCredit).max(2000);
const Ratings = z.array(RatingValue).max(50);
const Number = z.int().min(0).max(100_000).nullable();

/** The value of every field of a film, by the field's name in the schema reference. Null clears. */
export const MOVIE_FIELD_VALUES = {
  title: Title,
  original_title: Text,
  sort_title: Text,
  year: Year,
  premiered: IsoDate.nullable(),
  runtime: Runtime,
  mpaa: Text,
  tagline: Text,
  outline: Text,
  plot: Text,
  user_rating: UserRating,
  tmdb_id: Id.nullable(),
  imdb_id: ImdbId,
  set_id: SetValue.nullable(),
  genres: Names,
  studios: Names,
  countries: Names,
  tags: Names,
  directors: Names,
  writers: Names,
  actors: Cast,
  ratings: Ratings,
} as const;

/** As MOVIE_FIELD_VALUES, of a show. */
export const SERIES_FIELD_VALUES = {
  title: Title,
  original_title: Text,
  sort_title: Text,
  year: Year,
  premiered: IsoDate.nullable(),
  series_status: Text,
  episode_order: EpisodeOrder,
  runtime: Runtime,
  mpaa: Text,
  tagline: Text,
  outline: Text,
  plot: Text,
  user_rating: UserRating,
  tmdb_id: Id.nullable(),
  tvdb_id: Id.nullable(),
  imdb_id: ImdbId,
  genres: Names,
  studios: Names,
  countries: Names,
  tags: Names,
  directors: Names,
  writers: Names,
  actors: Cast,
  ratings: Ratings,
} as const;

/** As MOVIE_FIELD_VALUES, of a season. An empty title shows as "Season 3" or "Specials". */
export const SEASON_FIELD_VALUES = {
  title: Text,
  premiered: IsoDate.nullable(),
  plot: Text,
  user_rating: UserRating,
  tmdb_id: Id.nullable(),
  tvdb_id: Id.nullable(),
} as const;

/**
 * As MOVIE_FIELD_VALUES, of an episode. Its season and number come from the file's name and are no fields; the numbers of
 * the other orders, and where a special is shown, are.
 */
export const EPISODE_FIELD_VALUES = {
  title: Text,
  aired: IsoDate.nullable(),
  runtime: Runtime,
  outline: Text,
  plot: Text,
  user_rating: UserRating,
  display_season: Number,
  display_episode: Number,
  absolute_number: Number,
  dvd_season: Number,
  dvd_episode: Number,
  tmdb_id: Id.nullable(),
  tvdb_id: Id.nullable(),
  imdb_id: ImdbId,
  directors: Names,
  writers: Names,
  actors: Cast,
  ratings: Ratings,
} as const;

/** As MOVIE_FIELD_VALUES, of a set of films. Its films share the name and the overview. */
export const SET_FIELD_VALUES = {
  name: z.string().trim().min(1).max(500),
  sort_title: Text,
  overview: Text,
  tmdb_collection_id: Id.nullable(),
} as const;

export const FIELD_VALUES = {
  movie: MOVIE_FIELD_VALUES,
  series: SERIES_FIELD_VALUES,
  season: SEASON_FIELD_VALUES,
  episode: EPISODE_FIELD_VALUES,
  set: SET_FIELD_VALUES,
} as const;

type KeysOf<T> = T extends unknown ? keyof T : never;
/** The name of a field of any kind of item. */
export type FieldName = KeysOf<(typeof FIELD_VALUES)[keyof typeof FIELD_VALUES]>;
export const FieldName = z.enum([
  ...new Set(Object.values(FIELD_VALUES).flatMap((values) => Object.keys(values) as FieldName[])),
] as [FieldName, ...FieldName[]]);

export const FieldValue = z.union([z.null(), z.string(), z.number(), z.array(z.string()), Cast, Ratings, SetValue]);
export type FieldValue = z.infer<typeof FieldValue>;
