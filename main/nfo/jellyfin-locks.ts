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

/** Jellyfin's and Emby's MetadataField names with our fields, as they are spelled there; those without one are left out. */
const SERVER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Name: ['title'],
  Overview: ['plot'],
  Genres: ['genres'],
  OfficialRating: ['mpaa'],
  Studios: ['studios'],
  Tags: ['tags'],
  ProductionLocations: ['countries'],
  Runtime: ['runtime'],
  Cast: ['actors', 'directors', 'writers'],
};
const FIELDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(SERVER_FIELDS).map(([name, fields]) => [name.toLowerCase(), fields]),
);

const LOCKS = {
  movie: MOVIE_FIELD_NAMES,
  series: SERIES_LOCKS,
  season: SEASON_LOCKS,
  episode: EPISODE_LOCKS,
} as const satisfies Record<string, readonly string[]>;

/** What an NFO is to say of our locks. */
export interface NfoLocks {
  type: keyof typeof LOCKS;
  /** Everything that an NFO can lock of such an item is. */
  isWhole: boolean;
  /** The fields that are locked, by the schema's names. */
  fields: readonly string[];
}

/** The locks of an item as its NFO is to say them. */
export function nfoLocks(type: keyof typeof LOCKS, isLocked: (field: string) => boolean): NfoLocks {
  const fields = LOCKS[type].filter(isLocked);
  return { type, isWhole: fields.length === LOCKS[type].length, fields };
}

/**
 * The names of the fields that are locked, and in lower case those of all that such an item has. Of a name that stands for
 * several fields one is enough: the player must leave all of it alone to keep that one.
 */
export function serverFieldNames({ type, fields }: NfoLocks): { locked: string[]; known: ReadonlySet<string> } {
  const own: readonly string[] = LOCKS[type];
  const names = Object.entries(SERVER_FIELDS).filter(([, ours]) => ours.some((field) => own.includes(field)));
  const locked = names.filter(([, ours]) => ours.some((field) => fields.includes(field)));
  return { locked: locked.map(([name]) => name), known: new Set(names.map(([name]) => name.toLowerCase())) };
}

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
