import type { FieldName } from '../../contract/field-values.ts';
import type { ItemType } from '../../contract/primitives.ts';
import { type FieldSpec, linked, scalar } from './field-spec.ts';
import { MOVIE_FIELDS } from './movie-fields.ts';

const SERIES_FIELDS = {
  title: scalar('text', 'title'),
  original_title: scalar('text', 'original_title'),
  sort_title: scalar('text', 'sort_title'),
  year: scalar('integer', 'year'),
  premiered: scalar('date', 'premiered'),
  series_status: scalar('text', 'series_status'),
  episode_order: scalar('choice', 'episode_order'),
  runtime: scalar('integer', 'runtime'),
  mpaa: scalar('text', 'mpaa'),
  tagline: scalar('text', 'tagline'),
  outline: scalar('longText', 'outline'),
  plot: scalar('longText', 'plot'),
  user_rating: scalar('decimal', 'user_rating'),
  tmdb_id: scalar('integer', 'tmdb_id'),
  tvdb_id: scalar('integer', 'tvdb_id'),
  imdb_id: scalar('text', 'imdb_id'),
  genres: linked('list', 'genres'),
  studios: linked('list', 'studios'),
  countries: linked('list', 'countries'),
  tags: linked('list', 'tags'),
  directors: linked('list', 'directors'),
  writers: linked('list', 'writers'),
  actors: linked('people', 'actors'),
  ratings: linked('ratings', 'ratings'),
} as const satisfies Record<string, FieldSpec>;

const SEASON_FIELDS = {
  title: scalar('text', 'title'),
  premiered: scalar('date', 'premiered'),
  plot: scalar('longText', 'plot'),
  user_rating: scalar('decimal', 'user_rating'),
  tmdb_id: scalar('integer', 'tmdb_id'),
  tvdb_id: scalar('integer', 'tvdb_id'),
} as const satisfies Record<string, FieldSpec>;

const EPISODE_FIELDS = {
  title: scalar('text', 'title'),
  aired: scalar('date', 'aired'),
  runtime: scalar('integer', 'runtime'),
  outline: scalar('longText', 'outline'),
  plot: scalar('longText', 'plot'),
  user_rating: scalar('decimal', 'user_rating'),
  display_season: scalar('integer', 'display_season'),
  display_episode: scalar('integer', 'display_episode'),
  absolute_number: scalar('integer', 'absolute_number'),
  dvd_season: scalar('integer', 'dvd_season'),
  dvd_episode: scalar('integer', 'dvd_episode'),
  tmdb_id: scalar('integer', 'tmdb_id'),
  tvdb_id: scalar('integer', 'tvdb_id'),
  imdb_id: scalar('text', 'imdb_id'),
  directors: linked('list', 'directors'),
  writers: linked('list', 'writers'),
  actors: linked('people', 'actors'),
  ratings: linked('ratings', 'ratings'),
} as const satisfies Record<string, FieldSpec>;

const SET_FIELDS = {
  name: scalar('text', 'name'),
  sort_title: scalar('text', 'sort_title'),
  overview: scalar('longText', 'overview'),
  tmdb_collection_id: scalar('integer', 'tmdb_collection_id'),
} as const satisfies Record<string, FieldSpec>;

/**
 * Every field that a person can see, edit and lock, by kind of item: the same names as FIELD_VALUES of the contract, with
 * where each value and its lock are kept.
 */
export const ITEM_FIELDS: Readonly<Record<ItemType, Readonly<Record<string, FieldSpec>>>> = {
  movie: MOVIE_FIELDS,
  series: SERIES_FIELDS,
  season: SEASON_FIELDS,
  episode: EPISODE_FIELDS,
  set: SET_FIELDS,
};

const NAMES = Object.fromEntries(
  Object.entries(ITEM_FIELDS).map(([type, fields]) => [type, Object.keys(fields)]),
) as Record<ItemType, FieldName[]>;

/** The names of a kind's fields, in the order they are shown. */
export function fieldsOf(type: ItemType): readonly FieldName[] {
  return NAMES[type];
}

export function isFieldOf(type: ItemType, name: string): name is FieldName {
  return Object.hasOwn(ITEM_FIELDS[type], name);
}

/** Where a field is kept. Throws when the kind of item has no such field: a mistake of ours. */
export function fieldSpec(type: ItemType, name: string): FieldSpec {
  const spec = isFieldOf(type, name) ? ITEM_FIELDS[type][name] : undefined;
  if (spec === undefined) throw new Error(`${type} has no field ${name}.`);
  return spec;
}
