/**
 * The invented world that all fake providers tell of, each in its own shapes. Ids are those that the providers would
 * give; texts are by language and country (en-US, de-DE …), and a language that is absent has not been translated.
 */
export interface World {
  /** All that the providers know: what lies in the library, and several hundred more. */
  films: WorldFilm[];
  series: WorldSeries[];
  people: Map<number, WorldPerson>;
  sets: WorldSet[];
  /** Film ids that no longer exist. */
  goneIds: number[];
  /** Film ids that became another: what is asked for under the old answers under the new. */
  mergedIds: Map<number, number>;
  filmById: Map<number, WorldFilm>;
  seriesById: Map<number, WorldSeries>;
  /** Every image of all providers, by `key`. */
  images: Map<string, WorldImage>;
  /** How all this lies on disk, without any NFO. */
  library: { films: LibraryFilm[]; series: LibrarySeries[] };
}

export interface WorldText {
  title: string;
  overview: string;
  tagline: string;
}

/** BCP 47 with a country. */
export type Texts = Partial<Record<string, WorldText>>;

export interface WorldFilm {
  tmdbId: number;
  imdbId: string;
  /** Half of the films are known to TVDB. */
  tvdbId: number | null;
  originalTitle: string;
  /** ISO 639-1. */
  originalLanguage: string;
  texts: Texts;
  /** By country; titles that are neither original nor translated. */
  alternativeTitles: { country: string; title: string; type: string }[];
  year: number;
  /** YYYY-MM-DD; null for a film without a date. */
  released: string | null;
  releases: WorldRelease[];
  /** Minutes. */
  runtime: number;
  genres: WorldGenre[];
  keywords: string[];
  studios: string[];
  /** ISO 3166-1. */
  countries: string[];
  cast: WorldCredit[];
  crew: WorldCrew[];
  setId: number | null;
  popularity: number;
  ratings: WorldRatings;
  images: WorldImage[];
  trailers: WorldTrailer[];
}

export interface WorldRelease {
  country: string;
  date: string;
  /** TMDB's: 1 premiere, 2 limited, 3 theatrical, 4 digital, 5 physical, 6 television. */
  type: 1 | 2 | 3 | 4 | 5 | 6;
  certification: string;
}

export interface WorldGenre {
  id: number;
  names: { en: string; de: string; fr: string };
}

export interface WorldCredit {
  personId: number;
  character: string;
  order: number;
  /** Of a show: in how many episodes. */
  episodeCount?: number;
}

export interface WorldCrew {
  personId: number;
  job: string;
  department: string;
}

export interface WorldRatings {
  /** 0–10. */
  tmdb: { value: number; votes: number };
  imdb: { value: number; votes: number };
  /** Per cent of the critics; null when too few wrote. */
  tomatometer: number | null;
  /** 0–100. */
  metacritic: number | null;
}

export interface WorldTrailer {
  id: string;
  key: string;
  site: 'YouTube' | 'Vimeo';
  name: string;
  language: string;
  country: string;
  type: 'Trailer' | 'Teaser' | 'Clip' | 'Featurette';
  isOfficial: boolean;
  height: 480 | 720 | 1080 | 2160;
  publishedAt: string;
}

export interface WorldPerson {
  tmdbId: number;
  tvdbId: number;
  /** nm… */
  imdbId: string;
  name: string;
  /** TMDB's: 0 unknown, 1 female, 2 male, 3 non-binary. */
  gender: 0 | 1 | 2 | 3;
  department: string;
  popularity: number;
  birthday: string | null;
  /** Portraits, best first; none of some. */
  images: WorldImage[];
}

export interface WorldSet {
  tmdbId: number;
  texts: Texts;
  filmIds: number[];
  images: WorldImage[];
}

export interface WorldSeries {
  tmdbId: number;
  tvdbId: number;
  imdbId: string;
  originalTitle: string;
  originalLanguage: string;
  texts: Texts;
  alternativeTitles: { country: string; title: string; type: string }[];
  year: number;
  status: 'Ended' | 'Returning Series' | 'Canceled';
  genres: WorldGenre[];
  keywords: string[];
  networks: string[];
  countries: string[];
  /** Country to certification. */
  certifications: Record<string, string>;
  cast: WorldCredit[];
  creators: number[];
  popularity: number;
  ratings: WorldRatings;
  images: WorldImage[];
  trailers: WorldTrailer[];
  seasons: WorldSeason[];
  /** Orders besides that of airing, as TMDB's groups of episodes have them. */
  groups: WorldEpisodeGroup[];
}

export interface WorldSeason {
  tmdbId: number;
  tvdbId: number;
  /** 0 for specials. */
  number: number;
  texts: Texts;
  aired: string | null;
  /** Posters and banners of the season. */
  images: WorldImage[];
  episodes: WorldEpisode[];
}

export interface WorldEpisode {
  tmdbId: number;
  tvdbId: number;
  imdbId: string | null;
  season: number;
  number: number;
  /** Counted through the seasons; null for specials. */
  absolute: number | null;
  dvd: { season: number; number: number } | null;
  texts: Texts;
  aired: string | null;
  runtime: number | null;
  crew: WorldCrew[];
  guests: WorldCredit[];
  rating: { value: number; votes: number };
  images: WorldImage[];
}

export interface WorldEpisodeGroup {
  id: string;
  name: string;
  /** TMDB's: 1 aired, 2 absolute, 3 DVD, 4 digital, 5 story arc, 6 production, 7 TV. */
  type: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  groups: { id: string; name: string; order: number; episodes: WorldEpisode[] }[];
}

export type WorldImageKind =
  'poster' | 'backdrop' | 'logo' | 'still' | 'profile' | 'banner' | 'clearart' | 'disc' | 'landscape' | 'character';

export type WorldHost = 'tmdb' | 'tvdb' | 'fanart';

export interface WorldImage {
  /** Its file's name without the extension; unique. */
  key: string;
  /** PNG for what has to be transparent. */
  extension: 'jpg' | 'png';
  kind: WorldImageKind;
  width: number;
  height: number;
  /** ISO 639-1; null for an image without text. */
  language: string | null;
  /** 0–10. */
  voteAverage: number;
  voteCount: number;
  /** Images of the same motif look alike but for size, light and lettering: near-duplicates. */
  motif: string;
  variant: number;
  /** Which providers have it. The same image has the same bytes everywhere. */
  hosts: WorldHost[];
  /** A JPEG is drawn with the grain of a photograph, so that it weighs what artwork weighs. */
  isGrainy?: boolean;
}

/** What a right identification does with something in the library. */
export type Expectation =
  /** Plain enough to be accepted. */
  | 'match'
  /** A person may be asked; accepted is only right with the right answer. */
  | 'match-or-inbox'
  /** Cannot be told from the name: must not be accepted by itself, whatever the guess. */
  | 'inbox';

export type HardCase =
  | 'plain'
  | 'release-name'
  | 'set'
  | 'no-year'
  | 'remake'
  | 'remake-without-year'
  | 'remake-between'
  | 'same-title-and-year'
  | 'foreign-title'
  | 'number-as-title'
  | 'prefix'
  | 'year-off-by-one'
  | 'gone-id'
  | 'merged-id'
  | 'id-in-name'
  | 'ids-disagree'
  | 'unknown-to-all'
  | 'dvd-order'
  | 'absolute-order'
  | 'by-date';

export interface LibraryFilm {
  /** Below the library. */
  folder: string;
  /** In the folder; ends in .mkv. */
  file: string;
  case: HardCase;
  expect: Expectation;
  /** TMDB's id of what it is; null when nobody can know or no provider has it. */
  right: number | null;
}

export interface LibrarySeries {
  folder: string;
  case: HardCase;
  expect: Expectation;
  right: number | null;
  /** In which order the files are numbered. */
  order: 'aired' | 'dvd' | 'absolute';
  /** Paths below the folder with '/' between the parts, and which episodes each file holds. */
  files: { path: string; episodeIds: number[] }[];
}
