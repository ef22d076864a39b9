import type { NameFacts } from '../../domain/folder-facts.ts';
import { movieValues } from '../../domain/metadata-values.ts';
import type { MovieField } from '../../domain/movie-fields.ts';
import type { MovieNfoReading } from '../../nfo/read-movie-nfo.ts';
import type { WritableValue } from '../items/item-values.ts';

type Values = Partial<Record<MovieField, WritableValue>>;

/** What a readable NFO says, by field. Null when it could not be read. */
export function valuesFromNfo(reading: MovieNfoReading): { values: Values; lockedFields: MovieField[] } | null {
  switch (reading.outcome) {
    case 'rejected':
      return null;
    case 'url_only':
      return { values: movieValues(reading.metadata), lockedFields: [] };
    case 'parsed':
      return { values: movieValues(reading.metadata), lockedFields: reading.lockedFields };
  }
}

/** What the file and folder names say. */
export function valuesFromName(name: NameFacts): Values {
  return { title: name.title, year: name.year, tmdb_id: name.tmdbId, imdb_id: name.imdbId };
}
