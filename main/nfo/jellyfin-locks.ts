import { MOVIE_FIELD_NAMES, type MovieField } from '../domain/movie-fields.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

/** Fields of a series that an NFO can lock, by the schema's names. */
export type SeriesLock = (typeof SERIES_LOCKS)[number];
export type SeasonLock = (typeof SEASON_LOCKS)[number];
export type EpisodeLock = (typeof EPISODE_LOCKS)[number];

const SERIES_LOCKS = [
  'title',
  'original_title',
  'sort_title',
  'year',
  'premiered',
  'series_status',
  'runtime',
  'mpaa',
  'tagline',
  'outline',
  'plot',
  'user_rating',
  'tmdb_id',
  'tvdb_id',
  'imdb_id',
  'genres',
  'studios',
  'countries',
  'tags',
  'directors',
  'writers',
  'actors',
  'ratings',
] as const;

const SEASON_LOCKS = ['title', 'plot', 'premiered', 'user_rating'] as const;

const EPISODE_LOCKS = [
  'title',
  'plot',
  'outline',
  'aired',
  'runtime',
  'user_rating',
  'tmdb_id',
  'tvdb_id',
  'imdb_id',
  'actors',
  'directors',
  'writers',
  'ratings',
] as const;

/** Jellyfin's and Emby's MetadataField names; those without a field of ours are left out. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  name: ['title'],
  overview: ['plot'],
  genres: ['genres'],
  officialrating: ['mpaa'],
  studios: ['studios'],
  tags: ['tags'],
  productionlocations: ['countries'],
  runtime: ['runtime'],
  cast: ['actors', 'directors', 'writers'],
};

/** Fields of a film that `<lockdata>true</lockdata>` (all of them) or `<lockedfields>Name|Overview</lockedfields>` lock. */
export function readMovieLocks(document: NfoDocument, root: XmlElement): MovieField[] {
  return readLocks(document, root, MOVIE_FIELD_NAMES);
}

/** As readMovieLocks, of a series. */
export function readSeriesLocks(document: NfoDocument, root: XmlElement): SeriesLock[] {
  return readLocks(document, root, SERIES_LOCKS);
}

/** As readMovieLocks, of a season. */
export function readSeasonLocks(document: NfoDocument, root: XmlElement): SeasonLock[] {
  return readLocks(document, root, SEASON_LOCKS);
}

/** As readMovieLocks, of an episode. */
export function readEpisodeLocks(document: NfoDocument, root: XmlElement): EpisodeLock[] {
  return readLocks(document, root, EPISODE_LOCKS);
}

/** The names in `<lockedfields>`, as written. */
export function lockedFieldNames(document: NfoDocument, root: XmlElement): string[] {
  const names = (document.childText(root, 'lockedfields') ?? '').split('|');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

function readLocks<Field extends string>(document: NfoDocument, root: XmlElement, fields: readonly Field[]): Field[] {
  if (document.childText(root, 'lockdata')?.toLowerCase() === 'true') return [...fields];
  const names = lockedFieldNames(document, root).map((name) => name.toLowerCase());
  const locked = new Set(names.flatMap((name) => (Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? []) : [])));
  return fields.filter((field) => locked.has(field));
}
