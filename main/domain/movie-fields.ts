import { type FieldSpec, linked, scalar } from './field-spec.ts';

/**
 * Every field of a film that a person can see, edit and lock, in one table: what kind of value it holds and which lock
 * column guards it. The schema reference names the columns; runtime, ids, ratings and trailer are our additions to it.
 */
export const MOVIE_FIELDS = {
  title: scalar('text', 'title'),
  original_title: scalar('text', 'original_title'),
  sort_title: scalar('text', 'sort_title'),
  year: scalar('integer', 'year'),
  premiered: scalar('date', 'premiered'),
  runtime: scalar('integer', 'runtime'),
  mpaa: scalar('text', 'mpaa'),
  tagline: scalar('text', 'tagline'),
  outline: scalar('longText', 'outline'),
  plot: scalar('longText', 'plot'),
  user_rating: scalar('decimal', 'user_rating'),
  tmdb_id: scalar('integer', 'tmdb_id'),
  imdb_id: scalar('text', 'imdb_id'),
  set_id: { kind: 'set', column: null, lockColumn: 'set_id_locked' },
  genres: linked('list', 'genres'),
  studios: linked('list', 'studios'),
  countries: linked('list', 'countries'),
  tags: linked('list', 'tags'),
  directors: linked('list', 'directors'),
  writers: linked('list', 'writers'),
  actors: linked('people', 'actors'),
  ratings: linked('ratings', 'ratings'),
} as const satisfies Record<string, FieldSpec>;

export type MovieField = keyof typeof MOVIE_FIELDS;
export const MOVIE_FIELD_NAMES = Object.keys(MOVIE_FIELDS) as MovieField[];

export function isMovieField(name: string): name is MovieField {
  return Object.hasOwn(MOVIE_FIELDS, name);
}
