import type { ActorCredit } from '../../../domain/movie-metadata.ts';
import type { SeriesNameFacts } from '../../../domain/names/series-name.ts';
import type { EpisodeMetadata, SeasonMetadata, SeriesMetadata } from '../../../domain/tv-metadata.ts';
import type { EpisodeFacts } from '../../../workers/series-scan-facts.ts';
import type { WritableValue } from '../../items/item-values.ts';

type Values = Record<string, WritableValue>;

const cast = (actors: readonly ActorCredit[]): WritableValue =>
  actors.map(({ name, role, tmdbId, thumbUrl }) => ({ name, role, tmdbId, thumbUrl }));

/** What a source says of a show, by the names of the fields. */
export function seriesValues(metadata: SeriesMetadata): Values {
  return {
    title: metadata.title,
    original_title: metadata.originalTitle,
    sort_title: metadata.sortTitle,
    year: metadata.year,
    premiered: metadata.premiered,
    series_status: metadata.status,
    runtime: metadata.runtime,
    mpaa: metadata.mpaa,
    tagline: metadata.tagline,
    outline: metadata.outline,
    plot: metadata.plot,
    user_rating: metadata.userRating,
    tmdb_id: metadata.tmdbId,
    tvdb_id: metadata.tvdbId,
    imdb_id: metadata.imdbId,
    genres: metadata.genres,
    studios: metadata.studios,
    countries: metadata.countries,
    tags: metadata.tags,
    directors: metadata.directors,
    writers: metadata.writers,
    actors: cast(metadata.actors),
    ratings: metadata.ratings,
  };
}

export function seasonValues(metadata: SeasonMetadata): Values {
  return {
    title: metadata.title,
    premiered: metadata.premiered,
    plot: metadata.plot,
    user_rating: metadata.userRating,
    tmdb_id: metadata.tmdbId,
    tvdb_id: metadata.tvdbId,
  };
}

export function episodeValues(metadata: EpisodeMetadata): Values {
  return {
    title: metadata.title,
    aired: metadata.aired,
    runtime: metadata.runtime,
    outline: metadata.outline,
    plot: metadata.plot,
    user_rating: metadata.userRating,
    display_season: metadata.displaySeason,
    display_episode: metadata.displayEpisode,
    absolute_number: metadata.absolute,
    dvd_season: metadata.dvdSeason,
    dvd_episode: metadata.dvdEpisode,
    tmdb_id: metadata.tmdbId,
    tvdb_id: metadata.tvdbId,
    imdb_id: metadata.imdbId,
    directors: metadata.directors,
    writers: metadata.writers,
    actors: cast(metadata.actors),
    ratings: metadata.ratings,
  };
}

/** What the folder's name says of a show. */
export function seriesValuesFromName(name: SeriesNameFacts): Values {
  return {
    title: name.series,
    year: name.seriesYear,
    tmdb_id: name.tmdbId,
    tvdb_id: name.tvdbId,
    imdb_id: name.imdbId,
  };
}

/** What the file's name says of its episode at `position`; a title or an id of a file with several is nobody's. */
export function episodeValuesFromName(facts: EpisodeFacts, position: number): Values {
  const isAlone = facts.numbers.episodes.length < 2 && facts.numbers.absolute.length < 2;
  return {
    title: isAlone ? facts.title : null,
    aired: facts.numbers.airDate,
    absolute_number: facts.numbers.absolute[position] ?? null,
    tmdb_id: isAlone ? facts.tmdbId : null,
    tvdb_id: isAlone ? facts.tvdbId : null,
    imdb_id: isAlone ? facts.imdbId : null,
  };
}
