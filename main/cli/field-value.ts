import { MOVIE_FIELD_VALUES, type MovieFieldName } from '../../contract/movies.ts';
import { UsageError } from './usage-error.ts';

const NUMBERS = new Set<MovieFieldName>(['year', 'runtime', 'user_rating', 'tmdb_id']);
/** JSON's own way to write a number, so that "0x10", " " and "Infinity" are none. */
const NUMBER = /^-?\d+(\.\d+)?$/;
const LISTS = new Set<MovieFieldName>(['genres', 'studios', 'countries', 'tags', 'directors', 'writers']);
/** Fields whose values are written as JSON; a text that looks like JSON ("[8]") is a text. */
const STRUCTURED = new Set<MovieFieldName>([...LISTS, 'actors', 'ratings', 'set_id']);

/**
 * A command-line word as the field's value: JSON where it is JSON of the right kind, else text, a number, names separated
 * by commas, or a set's name. An empty word clears. Throws UsageError when it does not fit.
 */
export function fieldValue(field: MovieFieldName, word: string): unknown {
  const value = interpret(field, word);
  const checked = MOVIE_FIELD_VALUES[field].safeParse(value);
  if (!checked.success)
    throw new UsageError(`${field}: ${checked.error.issues[0]?.message ?? 'this value does not fit.'}`);
  return checked.data;
}

function interpret(field: MovieFieldName, word: string): unknown {
  if (word === '') return LISTS.has(field) || field === 'actors' || field === 'ratings' ? [] : null;
  if (NUMBERS.has(field)) return NUMBER.test(word) ? Number(word) : word;
  if (STRUCTURED.has(field) && /^[[{]/.test(word)) {
    try {
      return JSON.parse(word) as unknown;
    } catch {
      // No JSON: a plain value that happens to begin with a bracket.
    }
  }
  if (LISTS.has(field))
    return word
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  if (field === 'set_id') return { name: word, overview: null };
  return word;
}
