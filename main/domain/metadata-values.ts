import type { FieldName } from '../../contract/field-values.ts';
import type { ActorCredit, MovieMetadata, MovieSetRef, Rating } from './movie-metadata.ts';
import type { EpisodeMetadata, SeasonMetadata, SeriesMetadata, SetMetadata } from './tv-metadata.ts';

/** One of a cast as a source gives it; the place in the list is the order of the credits. */
export interface CastCredit {
  name: string;
  role: string | null;
  tmdbId: number | null;
  thumbUrl: string | null;
  tvdbId?: number | null;
  imdbId?: string | null;
}

/** What a source says of one field. */
export type MetadataValue = string | number | null | string[] | CastCredit[] | Rating[] | MovieSetRef;
export type MetadataValues = Partial<Record<FieldName, MetadataValue>>;

/** What a source says of a film, by the names of the fields. */
export function movieValues(metadata: MovieMetadata): MetadataValues {
  return {
    ...sharedValues(metadata),
    original_title: metadata.originalTitle,
    sort_title: metadata.sortTitle,
    year: metadata.year,
    premiered: metadata.premiered,
    runtime: metadata.runtime,
    mpaa: metadata.mpaa,
    tagline: metadata.tagline,
    outline: metadata.outline,
    imdb_id: metadata.imdbId,
    set_id: metadata.set,
    genres: metadata.genres,
    studios: metadata.studios,
    countries: metadata.countries,
    tags: metadata.tags,
    ...creditValues(metadata),
  };
}

/** As movieValues, of a show. */
export function seriesValues(metadata: SeriesMetadata): MetadataValues {
  return {
    ...sharedValues(metadata),
    original_title: metadata.originalTitle,
    sort_title: metadata.sortTitle,
    year: metadata.year,
    premiered: metadata.premiered,
    series_status: metadata.status,
    runtime: metadata.runtime,
    mpaa: metadata.mpaa,
    tagline: metadata.tagline,
    outline: metadata.outline,
    tvdb_id: metadata.tvdbId,
    imdb_id: metadata.imdbId,
    genres: metadata.genres,
    studios: metadata.studios,
    countries: metadata.countries,
    tags: metadata.tags,
    ...creditValues(metadata),
  };
}

/** As movieValues, of a season. */
export function seasonValues(metadata: SeasonMetadata): MetadataValues {
  return { ...sharedValues(metadata), premiered: metadata.premiered, tvdb_id: metadata.tvdbId };
}

/** As movieValues, of an episode; its number is no field. */
export function episodeValues(metadata: EpisodeMetadata): MetadataValues {
  return {
    ...sharedValues(metadata),
    aired: metadata.aired,
    runtime: metadata.runtime,
    outline: metadata.outline,
    display_season: metadata.displaySeason,
    display_episode: metadata.displayEpisode,
    absolute_number: metadata.absolute,
    dvd_season: metadata.dvdSeason,
    dvd_episode: metadata.dvdEpisode,
    tvdb_id: metadata.tvdbId,
    imdb_id: metadata.imdbId,
    ...creditValues(metadata),
  };
}

/** As movieValues, of a set of films. */
export function setValues(metadata: SetMetadata): MetadataValues {
  return {
    name: metadata.name,
    overview: metadata.overview,
    tmdb_collection_id: metadata.tmdbCollectionId,
  };
}

function sharedValues(metadata: {
  title: string | null;
  plot: string | null;
  userRating: number | null;
  tmdbId: number | null;
}): MetadataValues {
  return {
    title: metadata.title,
    plot: metadata.plot,
    user_rating: metadata.userRating,
    tmdb_id: metadata.tmdbId,
  };
}

function creditValues(metadata: {
  directors: string[];
  writers: string[];
  actors: readonly ActorCredit[];
  ratings: Rating[];
}): MetadataValues {
  return {
    directors: metadata.directors,
    writers: metadata.writers,
    actors: metadata.actors.map(({ order: _order, ...credit }) => credit),
    ratings: metadata.ratings,
  };
}
