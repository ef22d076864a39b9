import { emptyMovieMetadata, type MovieMetadata, type UniqueId } from '../domain/movie-metadata.ts';
import type { MovieField } from '../domain/movie-fields.ts';
import type { MediaStreams } from '../domain/streams.ts';
import { readJellyfinLocks } from './jellyfin-locks.ts';
import { findActorElements, inCreditOrder } from './movie-actor-elements.ts';
import { findIdElements, mergeIds } from './movie-id-elements.ts';
import { MOVIE_LISTS, readList } from './movie-list-elements.ts';
import { findRatingElements, mergeRatings } from './movie-rating-elements.ts';
import { MOVIE_SCALARS, readReleaseYear, readScalar } from './movie-scalar-elements.ts';
import { readMovieSet } from './movie-set-element.ts';
import { yearOfNfoDate } from './nfo-date.ts';
import type { NfoDocument } from './nfo-document.ts';
import { type NfoProblem, openNfo } from './open-nfo.ts';
import { idsFromUrls, type UrlIds } from './nfo-urls.ts';
import { readStreamDetails } from './stream-detail-elements.ts';
import type { XmlElement } from './xml-tree.ts';

export type MovieNfoReading =
  | {
      outcome: 'parsed';
      metadata: MovieMetadata;
      lockedFields: MovieField[];
      /** As written: a URL, a `plugin://` address or a path. */
      trailer: string | null;
      streamDetails: MediaStreams | null;
      /** One line per provider whose ids disagree, e.g. `tmdb: 603, 604`. */
      conflicts: string[];
    }
  | { outcome: 'url_only'; metadata: MovieMetadata; conflicts: string[] }
  | ({ outcome: 'rejected' } & NfoProblem);

/**
 * Reads a film's NFO in the dialects of Kodi, Jellyfin, Emby, Plex agents and their managers
 * (https://kodi.wiki/view/NFO_files/Movies). Blank elements say nothing. Ids that disagree within the XML are reported
 * and come out as null; URLs around the XML fill in ids it lacks, and are reported where they disagree with it. Never
 * throws.
 */
export function readMovieNfo(bytes: Uint8Array): MovieNfoReading {
  const opened = openNfo(bytes, 'movie');
  if (opened.kind === 'problem') return { outcome: 'rejected', reason: opened.reason, message: opened.message };
  if (opened.kind === 'urls') return readUrls(opened.ids);
  const { document, root } = opened;
  const ids = mergeIds(findIdElements(document, root));
  const withUrls = addUrlIds(ids.uniqueIds, ids.conflicts, idsFromUrls(document.textAroundRoots()));
  return {
    outcome: 'parsed',
    metadata: { ...readFields(document, root), ...idFields(withUrls.uniqueIds) },
    lockedFields: readJellyfinLocks(document, root),
    trailer: document.childText(root, 'trailer'),
    streamDetails: readStreamDetails(document, root),
    conflicts: withUrls.conflicts,
  };
}

function readFields(document: NfoDocument, root: XmlElement): MovieMetadata {
  const fields: Record<string, unknown> = {};
  for (const spec of MOVIE_SCALARS) fields[spec.field] = readScalar(document, spec, root);
  for (const spec of MOVIE_LISTS) fields[spec.field] = readList(document, spec, root);
  const metadata: MovieMetadata = { ...emptyMovieMetadata(), ...fields };
  metadata.year ??= metadata.premiered === null ? readReleaseYear(document, root) : yearOfNfoDate(metadata.premiered);
  metadata.set = readMovieSet(document, root)?.set ?? null;
  metadata.actors = inCreditOrder(findActorElements(document, root).map(({ actor }) => actor));
  metadata.ratings = mergeRatings(findRatingElements(document, root));
  return metadata;
}

function readUrls(urls: UrlIds): MovieNfoReading {
  const { uniqueIds, conflicts } = addUrlIds([], [], urls);
  return { outcome: 'url_only', metadata: { ...emptyMovieMetadata(), ...idFields(uniqueIds) }, conflicts };
}

function addUrlIds(
  known: UniqueId[],
  knownConflicts: string[],
  urls: UrlIds,
): { uniqueIds: UniqueId[]; conflicts: string[] } {
  const uniqueIds = [...known];
  const conflicts = [...knownConflicts];
  for (const [type, values] of [
    ['imdb', urls.imdb],
    ['tmdb', urls.tmdbMovie],
    ['tvdb', urls.tvdb],
  ] as const) {
    const fromXml = known.find((id) => id.type === type)?.value;
    const hasConflict = knownConflicts.some((conflict) => conflict.startsWith(`${type}:`));
    const [first] = values;
    if (first === undefined || hasConflict) continue;
    const distinct = new Set([...(fromXml === undefined ? [] : [fromXml]), ...values]);
    if (distinct.size > 1) conflicts.push(`${type}: ${[...distinct].join(', ')}`);
    else if (fromXml === undefined) uniqueIds.push({ type, value: first, isDefault: false });
  }
  return { uniqueIds, conflicts };
}

function idFields(uniqueIds: UniqueId[]): Pick<MovieMetadata, 'uniqueIds' | 'tmdbId' | 'imdbId'> {
  const value = (type: string): string | null => uniqueIds.find((id) => id.type === type)?.value ?? null;
  const tmdb = value('tmdb');
  return { uniqueIds, tmdbId: tmdb === null ? null : Number(tmdb), imdbId: value('imdb') };
}
