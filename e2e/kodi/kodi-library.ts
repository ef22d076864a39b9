import type { KodiRpc } from './kodi-rpc.ts';

/** What films, shows, seasons and episodes have alike. */
interface KodiItem {
  title: string;
  /** `image://<path, URI-encoded>/` by artwork type; of an episode also those of its season and show, as `tvshow.poster`. */
  art: Record<string, string>;
}

interface KodiVideo extends KodiItem {
  file: string;
  plot: string;
  /** Scaled to 10, whatever the NFO's scale. */
  ratings: Record<string, { rating: number; votes: number; default: boolean }>;
  /** Absent when the NFO gives no id. */
  uniqueid?: Record<string, string>;
  cast: { name: string; role: string; order: number; thumbnail?: string }[];
  userrating: number;
}

/** What the NFO says of a video's streams, where Kodi does not look into the file. */
export interface KodiStreams {
  video: {
    codec: string;
    width: number;
    height: number;
    aspect: number;
    /** Seconds. */
    duration: number;
    /** Kodi's words: hdr10, dolbyvision, hlg; "" for none. */
    hdrtype: string;
    language: string;
    stereomode: string;
  }[];
  audio: { codec: string; channels: number; language: string }[];
  subtitle: { language: string }[];
}

/** A film as Kodi keeps it after the import (Video.Details.Movie of JSON-RPC 13). */
export interface KodiMovie extends KodiVideo {
  movieid: number;
  originaltitle: string;
  sorttitle: string;
  year: number;
  premiered: string;
  /** Seconds. */
  runtime: number;
  mpaa: string;
  tagline: string;
  plotoutline: string;
  genre: string[];
  studio: string[];
  country: string[];
  tag: string[];
  director: string[];
  writer: string[];
  set: string;
  /** A path in the file system, or an address; "" for none. */
  trailer: string;
  streamdetails: KodiStreams;
}

/** A set of films (Video.Details.MovieSet). */
export interface KodiSet extends KodiItem {
  setid: number;
  plot: string;
}

/** A show (Video.Details.TVShow). */
export interface KodiShow extends KodiVideo {
  tvshowid: number;
  year: number;
  premiered: string;
  mpaa: string;
  genre: string[];
  studio: string[];
  tag: string[];
  originaltitle: string;
  sorttitle: string;
  runtime: number;
}

/** A season (Video.Details.Season). */
export interface KodiSeason extends KodiItem {
  tvshowid: number;
  season: number;
}

/** An episode (Video.Details.Episode). */
export interface KodiEpisode extends KodiVideo {
  tvshowid: number;
  season: number;
  episode: number;
  firstaired: string;
  /** Where a special is shown; -1 or 0 for other episodes. */
  specialsortseason: number;
  specialsortepisode: number;
  /** Seconds. */
  runtime: number;
  director: string[];
  writer: string[];
  streamdetails: KodiStreams;
}

/** Everything Kodi holds. */
export interface KodiLibrary {
  movies: KodiMovie[];
  sets: KodiSet[];
  shows: KodiShow[];
  seasons: KodiSeason[];
  episodes: KodiEpisode[];
}

const VIDEO = ['file', 'title', 'plot', 'ratings', 'userrating', 'uniqueid', 'cast', 'art'];
const CREW = ['runtime', 'director', 'writer', 'streamdetails'];
const PREMIERED = ['year', 'premiered', 'mpaa', 'genre', 'studio'];
const FIELDS = {
  movies: [
    ...VIDEO,
    ...PREMIERED,
    ...CREW,
    'originaltitle',
    'sorttitle',
    'tagline',
    'plotoutline',
    'country',
    'tag',
    'set',
    'trailer',
  ],
  sets: ['title', 'plot', 'art'],
  shows: [...VIDEO, ...PREMIERED, 'originaltitle', 'sorttitle', 'tag', 'runtime'],
  seasons: ['title', 'season', 'tvshowid', 'art'],
  episodes: [
    ...VIDEO,
    ...CREW,
    'tvshowid',
    'season',
    'episode',
    'firstaired',
    'specialsortseason',
    'specialsortepisode',
  ],
};

/** Asks Kodi for all it holds. Empty lists are left out of its answers. */
export async function readKodiLibrary(rpc: KodiRpc): Promise<KodiLibrary> {
  const ask = async <T>(method: string, list: string, params: Record<string, unknown>): Promise<T[]> => {
    const answer = (await rpc.call(`VideoLibrary.${method}`, params)) as Record<string, T[] | undefined>;
    return answer[list] ?? [];
  };
  const movies = await ask<KodiMovie>('GetMovies', 'movies', { properties: FIELDS.movies });
  const sets = await ask<KodiSet>('GetMovieSets', 'sets', { properties: FIELDS.sets });
  const shows = await ask<KodiShow>('GetTVShows', 'tvshows', { properties: FIELDS.shows });
  const seasons: KodiSeason[] = [];
  for (const { tvshowid } of shows) {
    seasons.push(...(await ask<KodiSeason>('GetSeasons', 'seasons', { tvshowid, properties: FIELDS.seasons })));
  }
  const episodes = await ask<KodiEpisode>('GetEpisodes', 'episodes', { properties: FIELDS.episodes });
  return { movies, sets, shows, seasons, episodes };
}
