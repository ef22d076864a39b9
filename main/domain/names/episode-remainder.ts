import { toIso6392 } from '../languages.ts';
import { editionAtEnd, editionsAfterTitle } from './edition-phrases.ts';
import { findPartMarkers } from './part-marker.ts';
import { indexOfStrongTag, isOnlyTags, trimTrailingTags } from './release-tags.ts';
import { tidyTitle } from './tidy-title.ts';

/** What a name says behind its episode number. */
export interface EpisodeRemainder {
  title: string | null;
  edition: string | null;
  part: number | null;
  absolute: number[];
}

const EDITION_TAG = /[{[]\s*edition\s*[-=:]\s*([^}\]]*)[}\]]/iu;
/** "- 001 -", "- 001-002 -": the number through all seasons, as TRaSH's and Sonarr's anime formats write it. */
const ABSOLUTE = /^\s*-\s*(\d{2,4})(?:-(\d{2,4}))?\s*-\s/u;
/** "[Group] Some Show S10E14 214": the same without dashes, only in names that start with a group. */
const GROUP_ABSOLUTE = /^[\s._](\d{2,4})(?=$|[\s._]*[[(-])/u;
const DISC_PART = /(?<=^|[\s._-])(?:cd|disc|disk|dvd)[\s._-]?(\d{1,2})(?![\p{L}\p{N}])/iu;
const OPENING_NOTES = /[[{【]/u;
const LEADING_EDGES = /^(?:[\s._]?of[\s._]?\d{1,3}(?=[\s)\]]))?[\s._\-–—:,)\]}]+/iu;
/** A second episode of the file, with a title of its own. */
const NEXT_EPISODE = /[\s._-]+s\d{1,4}e\d{1,5}(?!\d)/iu;
const EDGE_SEPARATORS = /[\s._\-([{]+$/u;
const ROUND_NOTE = /\(([^()]*)\)/gu;
const WORDLESS = /^[^\p{L}\p{N}]*$/u;
const SMALL_TAGS = /(?:[\s._-]+|^)(?:ws|ntsc|pal|internal|proper|repack|rerip|multi|dual|sub(?:bed|s)?|dub(?:bed)?)$/iu;

/**
 * Reads the text behind an episode number: absolute number, title, edition and part of an episode in several files.
 * @param text everything behind the number, with brackets and tags
 * @param episode the number in front, which tells "Part 2" as the title of a second episode from the second file of one
 */
export function readRemainder(text: string, hasGroup: boolean, episode: number | null): EpisodeRemainder {
  const tagged = EDITION_TAG.exec(text)?.[1]?.trim() ?? '';
  let rest = tagged === '' ? text : text.replace(EDITION_TAG, ' ');
  const absolute = ABSOLUTE.exec(rest) ?? (hasGroup ? GROUP_ABSOLUTE.exec(rest) : null);
  if (absolute !== null) rest = rest.slice(absolute[0].length);

  const part = findPart(rest, episode);
  if (part !== null) rest = `${rest.slice(0, part.start)} ${rest.slice(part.end)}`;

  const opening = rest.search(OPENING_NOTES);
  const tag = indexOfStrongTag(` x${rest}`) - 2;
  const cut = Math.min(...[opening, tag].filter((index) => index >= 0), rest.length);
  const hasTags = cut < rest.length;
  let piece = rest.slice(0, cut).replace(ROUND_NOTE, (note, inner: string) => (isNote(inner) ? ' ' : note));
  if (hasTags) piece = trimTrailingTags(piece.replace(EDGE_SEPARATORS, ''));
  const edition = readEdition(piece, rest.slice(cut), hasTags);
  return {
    title: readTitle(piece.slice(0, edition.titleEnd), hasTags),
    edition: tagged === '' ? edition.edition : tagged,
    part: part?.number ?? null,
    absolute: absolute === null ? [] : rangeOf(absolute),
  };
}

function rangeOf(match: RegExpExecArray): number[] {
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  const span = last - first;
  return span >= 0 && span < 100 ? Array.from({ length: span + 1 }, (_none, index) => first + index) : [first];
}

interface Part {
  number: number;
  start: number;
  end: number;
}

function findPart(text: string, episode: number | null): Part | null {
  const disc = DISC_PART.exec(text);
  // "DVD9" and "DVD5" are kinds of discs.
  if (disc !== null && !/^dvd[59]$/iu.test(disc[0]) && Number(disc[1]) > 0) {
    return { number: Number(disc[1]), start: disc.index, end: disc.index + disc[0].length };
  }
  for (const marker of findPartMarkers(text)) {
    const after = text.slice(marker.end);
    const isFirst = WORDLESS.test(text.slice(0, marker.start));
    const isLast = WORDLESS.test(after) || (isFirst && /^[\s._-]*[[(]/u.test(after));
    const isBeforeTags =
      indexOfStrongTag(`x${after}`) === 1 + (after.length - after.replace(/^[\s._\-[(]+/u, '').length);
    const isJoined = !marker.isSpaced && /[-_]\s?$/u.test(text.slice(0, marker.start));
    const isBehindNumber = isFirst && !/\s[-–]\s$/u.test(text.slice(0, marker.start)) && marker.number !== episode;
    if ((isLast && (isJoined || isBehindNumber)) || (isBeforeTags && isJoined)) return marker;
  }
  return null;
}

function isNote(inner: string): boolean {
  return (
    isOnlyTags(inner) ||
    /^(?:19|20)\d\d$/u.test(inner) ||
    /^(?:\d[\d.x-]*|[\da-f]{8})$/iu.test(inner) ||
    editionsOnly(inner)
  );
}

function editionsOnly(text: string): boolean {
  return editionAtEnd(`x ${text}`)?.start === 2;
}

function readEdition(piece: string, behind: string, hasTags: boolean): { edition: string | null; titleEnd: number } {
  const bracketed = [...behind.matchAll(/[[({]([^\])}]*)[\])}]/gu)].map((match) => match[1] ?? '').find(editionsOnly);
  const ending = editionAtEnd(`x ${piece.replace(EDGE_SEPARATORS, '')}`);
  const start = ending === null ? -1 : ending.start - 2;
  const before = piece.slice(0, Math.max(start, 0));
  // A title may end with "Uncut"; tags behind it or a dash of its own make it a label.
  const isLabel = start >= 0 && (hasTags || (/\s-\s*$/u.test(before) && !WORDLESS.test(before)));
  if (isLabel && ending !== null) return { edition: ending.edition, titleEnd: start };
  if (bracketed !== undefined) return { edition: editionsAfterTitle(bracketed), titleEnd: piece.length };
  return { edition: hasTags ? editionsAfterTags(behind) : null, titleEnd: piece.length };
}

function editionsAfterTags(behind: string): string | null {
  return /uncut|unrated|uncensored|extended|director|remaster/iu.test(behind) ? editionsAfterTitle(behind) : null;
}

function readTitle(piece: string, hasTags: boolean): string | null {
  let text = (piece.split(NEXT_EPISODE, 1)[0] ?? '').replace(LEADING_EDGES, '');
  if (hasTags) {
    for (let shorter = text.replace(SMALL_TAGS, ''); shorter !== text; shorter = text.replace(SMALL_TAGS, '')) {
      text = shorter;
    }
    const words = text.split(/[\s._-]+/u).filter((word) => word !== '');
    if (words.every((word) => toIso6392(word) !== null && word.length > 2)) return null;
  }
  if (WORDLESS.test(text) || isOnlyTags(text)) return null;
  return tidyTitle(text, !hasTags || text.endsWith(' ')) || null;
}
