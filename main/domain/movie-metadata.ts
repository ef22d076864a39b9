/**
 * What a source says of a film: the shape that NFO readers (and later providers) produce and that the NFO writer takes.
 * An absent or null value means "says nothing" and never erases anything. Dates are YYYY-MM-DD, runtime is in minutes.
 */
export interface ActorCredit {
  name: string;
  /** Character name; null when the source gives none. */
  role: string | null;
  /** 0-based position in the credits; readers number them in document order when the source gives none. */
  order: number;
  /** URL of a portrait, as the source gives it. */
  thumbUrl: string | null;
  tmdbId: number | null;
  /** The person's ids elsewhere, from providers that know them. */
  tvdbId?: number | null;
  imdbId?: string | null;
}

export interface Rating {
  /** Kodi's rating names: imdb, themoviedb, tomatometerallcritics, metacritic, trakt, default … */
  source: string;
  value: number;
  /** The scale's top: 10 for most, 100 for percentages. */
  max: number;
  votes: number | null;
  isDefault: boolean;
}

export interface UniqueId {
  /** Lower-case provider name: tmdb, imdb, tvdb … */
  type: string;
  value: string;
  isDefault: boolean;
}

export interface MovieSetRef {
  name: string;
  overview: string | null;
  tmdbCollectionId: number | null;
}

export interface MovieMetadata {
  title: string | null;
  originalTitle: string | null;
  sortTitle: string | null;
  year: number | null;
  premiered: string | null;
  runtime: number | null;
  mpaa: string | null;
  tagline: string | null;
  outline: string | null;
  plot: string | null;
  /** 0–10. */
  userRating: number | null;
  tmdbId: number | null;
  imdbId: string | null;
  uniqueIds: UniqueId[];
  set: MovieSetRef | null;
  genres: string[];
  studios: string[];
  countries: string[];
  tags: string[];
  directors: string[];
  writers: string[];
  actors: ActorCredit[];
  ratings: Rating[];
}

export function emptyMovieMetadata(): MovieMetadata {
  return {
    title: null,
    originalTitle: null,
    sortTitle: null,
    year: null,
    premiered: null,
    runtime: null,
    mpaa: null,
    tagline: null,
    outline: null,
    plot: null,
    userRating: null,
    tmdbId: null,
    imdbId: null,
    uniqueIds: [],
    set: null,
    genres: [],
    studios: [],
    countries: [],
    tags: [],
    directors: [],
    writers: [],
    actors: [],
    ratings: [],
  };
}
