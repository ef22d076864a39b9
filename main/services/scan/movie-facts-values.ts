import type { NameFacts } from '../../domain/folder-facts.ts';
import type { MovieMetadata } from '../../domain/movie-metadata.ts';
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
      return { values: valuesFromMetadata(reading.metadata), lockedFields: [] };
    case 'parsed':
      return { values: valuesFromMetadata(reading.metadata), lockedFields: reading.lockedFields };
  }
}

/** A source's metadata by the names of the fields. */
export function valuesFromMetadata(metadata: MovieMetadata): Values {
  return {
    title: metadata.title,
    original_title: metadata.originalTitle,
    sort_title: metadata.sortTitle,
    year: metadata.year,
    premiered: metadata.premiered,
    runtime: metadata.runtime,
    mpaa: metadata.mpaa,
    tagline: metadata.tagline,
    outline: metadata.outline,
    plot: metadata.plot,
    user_rating: metadata.userRating,
    tmdb_id: metadata.tmdbId,
    imdb_id: metadata.imdbId,
    set_id: metadata.set,
    genres: metadata.genres,
    studios: metadata.studios,
    countries: metadata.countries,
    tags: metadata.tags,
    directors: metadata.directors,
    writers: metadata.writers,
    actors: metadata.actors.map(({ name, role, tmdbId, thumbUrl }) => ({ name, role, tmdbId, thumbUrl })),
    ratings: metadata.ratings,
  };
}

/** What the file and folder names say. */
export function valuesFromName(name: NameFacts): Values {
  return { title: name.title, year: name.year, tmdb_id: name.tmdbId, imdb_id: name.imdbId };
}
