/** What a token of a pattern stands for, by the name it has in braces. Order and words are those of the list in the window. */
export const TOKENS = {
  Title: 'title of the film or show',
  CleanTitle: 'title without punctuation',
  TitleThe: 'title with its article last: “Matrix, The”',
  OriginalTitle: 'original title',
  Year: 'year',
  Edition: 'edition: “Director’s Cut”',
  Version: 'resolution, where a film has several files that are otherwise named alike',
  Resolution: 'resolution: “1080p”',
  VideoCodec: 'video codec: “h265”',
  HDR: 'high dynamic range: “HDR10”, “DV”',
  AudioCodec: 'audio codec: “DTS-HD MA”',
  AudioChannels: 'audio channels: “5.1”',
  Source: 'source, as the present name has it: “BluRay”',
  '3D': '3D format, as the present name has it: “3D-HSBS”',
  ImdbId: 'IMDb id: “tt0078748”',
  TmdbId: 'TMDB id',
  TvdbId: 'TVDB id',
  Set: 'collection of the film',
  season: 'season number; {season:00} has two digits',
  episode: 'episode number; {episode:00} has two digits',
  EpisodeTitle: 'title of the episode',
  AirDate: 'date of the first broadcast: “2011-04-17”',
  Part: 'number of a part of a film in several files',
} as const;
export type TokenName = keyof typeof TOKENS;

/** Names of the same things in Radarr and Sonarr (https://wiki.servarr.com/radarr/settings#movie-naming). */
const ALIASES: Readonly<Record<string, TokenName>> = {
  movietitle: 'Title',
  moviecleantitle: 'CleanTitle',
  movietitlethe: 'TitleThe',
  movieoriginaltitle: 'OriginalTitle',
  releaseyear: 'Year',
  editiontags: 'Edition',
  moviecollection: 'Set',
  collection: 'Set',
  seriestitle: 'Title',
  seriescleantitle: 'CleanTitle',
  seriestitlethe: 'TitleThe',
  seriesyear: 'Year',
  airdate: 'AirDate',
  mediainfovideocodec: 'VideoCodec',
  mediainfoaudiocodec: 'AudioCodec',
  mediainfoaudiochannels: 'AudioChannels',
  mediainfo3d: '3D',
};

const BY_KEY: ReadonlyMap<string, TokenName> = new Map([
  ...Object.entries(ALIASES),
  ...(Object.keys(TOKENS) as TokenName[]).map((name): [string, TokenName] => [normaliseToken(name), name]),
]);

/** Case, spaces and underscores do not count in a token's name. */
export function normaliseToken(name: string): string {
  return name.replace(/[\s_]+/gu, '').toLowerCase();
}

/** The token that a normalised name means; null when it means none. */
export function tokenOf(key: string): TokenName | null {
  return BY_KEY.get(key) ?? null;
}

export const SHOW_TOKENS: ReadonlySet<TokenName> = new Set([
  ...(['Title', 'CleanTitle', 'TitleThe', 'OriginalTitle', 'Year', 'ImdbId', 'TmdbId', 'TvdbId'] as const),
]);
export const SEASON_TOKENS: ReadonlySet<TokenName> = new Set([...SHOW_TOKENS, 'season']);
const OF_EPISODES_ONLY: ReadonlySet<TokenName> = new Set(['season', 'episode', 'EpisodeTitle', 'AirDate']);
const OF_FILMS_ONLY: ReadonlySet<TokenName> = new Set(['Set', '3D']);
const ALL = Object.keys(TOKENS) as TokenName[];
export const MOVIE_TOKENS: ReadonlySet<TokenName> = new Set(ALL.filter((name) => !OF_EPISODES_ONLY.has(name)));
export const EPISODE_TOKENS: ReadonlySet<TokenName> = new Set(ALL.filter((name) => !OF_FILMS_ONLY.has(name)));
/** Of a film as a whole, which may have several files. */
export const MOVIE_FOLDER_TOKENS: ReadonlySet<TokenName> = new Set([...SHOW_TOKENS, 'Set', 'Edition', 'Resolution']);
