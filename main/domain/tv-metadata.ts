import type { ActorCredit, Rating, UniqueId } from './movie-metadata.ts';

/**
 * What a source says of a series, a season or an episode: the shapes that NFO readers (and later providers) produce and
 * that the NFO writers take. An absent or null value means "says nothing" and never erases anything. Dates are
 * YYYY-MM-DD, runtimes are in minutes, ratings by the person 0–10.
 */
export interface SeriesMetadata {
  title: string | null;
  originalTitle: string | null;
  sortTitle: string | null;
  /** Of the first episode. */
  year: number | null;
  premiered: string | null;
  /** As the source says it: Continuing, Ended, Returning Series … */
  status: string | null;
  plot: string | null;
  outline: string | null;
  tagline: string | null;
  mpaa: string | null;
  /** Of an episode. */
  runtime: number | null;
  userRating: number | null;
  tmdbId: number | null;
  tvdbId: number | null;
  imdbId: string | null;
  uniqueIds: UniqueId[];
  genres: string[];
  studios: string[];
  countries: string[];
  tags: string[];
  directors: string[];
  writers: string[];
  actors: ActorCredit[];
  ratings: Rating[];
  /** By number, one entry a season. */
  namedSeasons: SeasonName[];
}

export interface SeasonName {
  /** 0 for specials. */
  season: number;
  name: string;
}

export interface SeasonMetadata {
  /** 0 for specials. */
  season: number | null;
  title: string | null;
  plot: string | null;
  premiered: string | null;
  userRating: number | null;
  tmdbId: number | null;
  tvdbId: number | null;
  uniqueIds: UniqueId[];
}

export interface EpisodeMetadata {
  /** In the order of airing; 0 for specials. */
  season: number | null;
  episode: number | null;
  /** Where a special is shown among the others: before this episode of this season. */
  displaySeason: number | null;
  displayEpisode: number | null;
  /** Counted through all seasons. */
  absolute: number | null;
  /** In the order of the discs. */
  dvdSeason: number | null;
  dvdEpisode: number | null;
  title: string | null;
  originalTitle: string | null;
  plot: string | null;
  outline: string | null;
  aired: string | null;
  runtime: number | null;
  userRating: number | null;
  tmdbId: number | null;
  tvdbId: number | null;
  imdbId: string | null;
  uniqueIds: UniqueId[];
  directors: string[];
  writers: string[];
  /** Guests too. */
  actors: ActorCredit[];
  ratings: Rating[];
}

/** What a source says of a set of films. */
export interface SetMetadata {
  name: string | null;
  overview: string | null;
  tmdbCollectionId: number | null;
  uniqueIds: UniqueId[];
}

export function emptySetMetadata(): SetMetadata {
  return { name: null, overview: null, tmdbCollectionId: null, uniqueIds: [] };
}

export function emptySeriesMetadata(): SeriesMetadata {
  return {
    title: null,
    originalTitle: null,
    sortTitle: null,
    year: null,
    premiered: null,
    status: null,
    plot: null,
    outline: null,
    tagline: null,
    mpaa: null,
    runtime: null,
    userRating: null,
    tmdbId: null,
    tvdbId: null,
    imdbId: null,
    uniqueIds: [],
    genres: [],
    studios: [],
    countries: [],
    tags: [],
    directors: [],
    writers: [],
    actors: [],
    ratings: [],
    namedSeasons: [],
  };
}

export function emptySeasonMetadata(): SeasonMetadata {
  return {
    season: null,
    title: null,
    plot: null,
    premiered: null,
    userRating: null,
    tmdbId: null,
    tvdbId: null,
    uniqueIds: [],
  };
}

export function emptyEpisodeMetadata(): EpisodeMetadata {
  return {
    season: null,
    episode: null,
    displaySeason: null,
    displayEpisode: null,
    absolute: null,
    dvdSeason: null,
    dvdEpisode: null,
    title: null,
    originalTitle: null,
    plot: null,
    outline: null,
    aired: null,
    runtime: null,
    userRating: null,
    tmdbId: null,
    tvdbId: null,
    imdbId: null,
    uniqueIds: [],
    directors: [],
    writers: [],
    actors: [],
    ratings: [],
  };
}
