import { type MovieNfoValues, normalizeMovieNfoValues } from './movie-nfo-values.ts';
import type { MovieScalarField } from './movie-scalar-elements.ts';
import { NfoDocument } from './nfo-document.ts';
import { decodeNfo, encodeNfo, type NfoText } from './nfo-text.ts';
import { type NfoProblem, openNfo } from './open-nfo.ts';
import { patchMovieActors } from './patch-movie-actors.ts';
import { patchMovieIds } from './patch-movie-ids.ts';
import { patchMovieList } from './patch-movie-lists.ts';
import { patchMovieRatings } from './patch-movie-ratings.ts';
import { patchMovieScalar } from './patch-movie-scalars.ts';
import { patchMovieSet } from './patch-movie-set.ts';
import { patchStreamDetails } from './patch-stream-details.ts';
import type { XmlElement } from './xml-tree.ts';

export type PatchedNfo = { bytes: Uint8Array } | { error: NfoProblem['reason']; message: string };

/** One pass may change what an untouched element means (a bare `<id>`); the next mends that. */
const MAX_PASSES = 3;

/**
 * The bytes of a film's NFO after making it say `desired`: a new file (Kodi's layout, UTF-8) when there is none or an
 * empty one, else the existing file with the fewest changes. Elements that already mean what is desired, unknown ones,
 * comments, layout and encoding survive byte for byte, and a file that needs no change comes back as it is. A desired
 * null removes the element. The XML of a file of bare URLs is put before them. Anything else that is no film NFO is an
 * error and must not be overwritten.
 */
export function patchMovieNfo(existing: Uint8Array | null, desired: MovieNfoValues): PatchedNfo {
  const values = normalizeMovieNfoValues(desired);
  const opened = existing === null ? null : openNfo(existing, 'movie');
  if (existing === null || opened === null || (opened.kind === 'problem' && opened.reason === 'empty')) {
    return { bytes: settled(newFile({ encoding: 'utf-8', hasBom: false, eol: '\n', text: '' }), values, true) };
  }
  if (opened.kind === 'problem') return { error: opened.reason, message: opened.message };
  if (opened.kind === 'document') return { bytes: settled(existing, values, false) };
  const source = decodeNfo(existing);
  if (!isBareUrls(source.text)) {
    return { error: 'not_xml', message: 'The file is text, not XML, and holds more than URLs' };
  }
  return { bytes: settled(newFile(source), values, true) };
}

function newFile(around: NfoText): Uint8Array {
  const { eol } = around;
  const encoding = around.encoding.startsWith('utf-16') ? 'UTF-16' : 'UTF-8';
  const declaration = `<?xml version="1.0" encoding="${encoding}" standalone="yes"?>`;
  return encodeNfo({ ...around, text: `${declaration}${eol}<movie>${eol}</movie>${eol}${around.text}` });
}

function isBareUrls(text: string): boolean {
  return !text.includes('<') && text.split(/\r?\n/).every((line) => !/\S\s+\S/.test(line));
}

function settled(bytes: Uint8Array, values: MovieNfoValues, isNewFile: boolean): Uint8Array {
  let patched = bytes;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const document = NfoDocument.parse(patched);
    const root = document.root('movie');
    if (root === null) throw new Error('A film NFO lost its root element while it was patched');
    patchMovie(document, root, values, isNewFile && pass === 0);
    const next = document.toBytes();
    if (next === patched) break;
    patched = next;
  }
  return patched;
}

/** In the order of MOVIE_ELEMENT_ORDER, which insertInOrder relies on. */
function patchMovie(document: NfoDocument, root: XmlElement, values: MovieNfoValues, isNewFile: boolean): void {
  const scalars = (...fields: MovieScalarField[]): void => {
    for (const field of fields) patchMovieScalar(document, root, field, values, isNewFile);
  };
  scalars('title', 'originalTitle', 'sortTitle');
  patchMovieRatings(document, root, values.ratings);
  scalars('userRating', 'outline', 'plot', 'tagline', 'runtime', 'mpaa');
  patchMovieIds(document, root, values);
  patchMovieList(document, root, 'genres', values.genres);
  patchMovieList(document, root, 'countries', values.countries);
  patchMovieSet(document, root, values.set);
  patchMovieList(document, root, 'writers', values.writers);
  patchMovieList(document, root, 'directors', values.directors);
  scalars('premiered', 'year');
  patchMovieList(document, root, 'studios', values.studios);
  patchMovieList(document, root, 'tags', values.tags);
  patchMovieActors(document, root, values.actors);
  if (values.streams !== null) patchStreamDetails(document, root, values.streams);
}
