import { z } from 'zod';
import { looseList, looseText } from '../loose-schema.ts';

/** OMDb writes everything as text, and what it does not know as "N/A". */
const Value = looseText.transform((text) => (text === null || /^\s*(?:N\/A)?\s*$/iu.test(text) ? null : text.trim()));

export const OmdbTitle = z.object({
  Title: Value,
  Year: Value,
  Rated: Value,
  Released: Value,
  Runtime: Value,
  Genre: Value,
  Director: Value,
  Writer: Value,
  Plot: Value,
  Country: Value,
  Ratings: looseList(z.object({ Source: Value, Value })),
  Metascore: Value,
  imdbRating: Value,
  imdbVotes: Value,
  imdbID: Value,
  Type: Value,
});
export type OmdbTitle = z.output<typeof OmdbTitle>;

export const OmdbReply = z.object({ Response: looseText, Error: looseText });
