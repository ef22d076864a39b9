import { MOVIE_FIELD_NAMES, type MovieField } from '../domain/movie-fields.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

/** Jellyfin's and Emby's MetadataField names; those without a film field of ours are left out. */
const FIELDS: Readonly<Record<string, readonly MovieField[]>> = {
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

/** Fields that `<lockdata>true</lockdata>` (all of them) or `<lockedfields>Name|Overview</lockedfields>` lock. */
export function readJellyfinLocks(document: NfoDocument, root: XmlElement): MovieField[] {
  if (document.childText(root, 'lockdata')?.toLowerCase() === 'true') return [...MOVIE_FIELD_NAMES];
  const names = (document.childText(root, 'lockedfields') ?? '').split('|').map((name) => name.trim().toLowerCase());
  const locked = new Set(names.flatMap((name) => (Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? []) : [])));
  return MOVIE_FIELD_NAMES.filter((field) => locked.has(field));
}
