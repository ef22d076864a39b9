import type { NameFacts } from '../folder-facts.ts';
import { editionAtEnd, editionsAfterTitle } from './edition-phrases.ts';
import { type NameStem, splitStem } from './name-stem.ts';
import { gapAt, lastSegment, normaliseName } from './name-text.ts';
import { findPartMarkers, type PartMarker } from './part-marker.ts';
import { readProviderIds } from './provider-ids.ts';
import { indexOfStrongTag, isOnlyTags, trimTrailingTags } from './release-tags.ts';
import { findReleaseYear, type YearInName } from './release-year.ts';
import { stereoFormat } from './stereo-format.ts';
import { tidyTitle } from './tidy-title.ts';

/** Plex's edition tag: https://support.plex.tv/articles/multiple-editions/ */
const EDITION_TAG = /[{[]\s*edition\s*[-=:]\s*([^}\]]*)[}\]]/giu;
const LEADING_GROUP = /^\[([^\]]*)\][\s._-]*(?=[\p{L}\p{Nd}(])/u;
const LEADING_SITE = /^www\.\S+\s*[-–]\s*(?=\S)/iu;
const ROUND_NOTE = /\(([^()]*)\)/gu;
const ONLY_NOTES = /^[\s._\-)\]}]*(?:[[({][^\])}]*[\])}][\s._-]*)*$/u;
const WORDLESS = /^[^\p{L}\p{N}]*$/u;
const ONLY_SEPARATORS = /^[\s._\-([{]*$/u;
const YEAR_RANGE = /^\s*(?:18|19|20)\d\d\s?[-–]\s?(?:18|19|20)\d\d\s*$/u;
const HAS_LETTER = /\p{L}/u;
/** The name goes on behind a space, so a dot in front of it belongs to the title. */
const GAP_AT_END = /\s[[({]?$/u;
const EDGE_GAP = /[\s_-]+$/u;
const EDGE_SEPARATORS = /[\s._-]+$/u;

export interface MovieNameOptions {
  /**
   * "Part 2" at the end of a name without a year is title, not the second half of a film. Set it for a file that has no
   * sibling to be stacked with.
   */
  keepPartInTitle?: boolean;
}

/**
 * Reads title, year, ids, edition and part from a film's file or folder name: release names ("Some.Film.2010.1080p.x264-GRP")
 * as well as tidy ones ("Some Film (2010) {tmdb-1}"). Takes the last segment of a path, with or without extension.
 * Never throws; the title is never empty unless the name is: a name that says nothing comes back as it is.
 */
export function parseMovieName(name: string, kind: 'file' | 'folder', options: MovieNameOptions = {}): NameFacts {
  const { stem: bare, stub } = splitName(name, kind);
  const ids = readProviderIds(bare);
  const tagEditions: string[] = [];
  const untagged = ids.rest.replace(EDITION_TAG, (_tag, value: string, at: number, whole: string) => {
    if (value.trim() !== '') tagEditions.push(value.trim());
    return gapAt(whole, at);
  });
  const text = dropLeadingGroup(untagged.replace(/\s+/gu, ' ').trim().replace(LEADING_SITE, ''));

  const tagEdition = tagEditions[0] ?? null;

  const tagStart = indexOfStrongTag(text);
  const year = findReleaseYear(text, tagStart);
  const part = choosePart(text, kind, year, options.keepPartInTitle === true);
  const isYearFirst = year !== null && ONLY_SEPARATORS.test(text.slice(0, year.start));
  const titleStart = isYearFirst ? year.end : 0;
  const cut = Math.min(
    ...[tagStart, isYearFirst ? -1 : (year?.start ?? -1), part?.start ?? -1].filter((index) => index > titleStart),
    text.length,
  );

  let piece = text.slice(titleStart, cut);
  const isSpaced = GAP_AT_END.test(piece);
  if (cut === tagStart) piece = trimTrailingTags(piece.replace(isSpaced ? EDGE_GAP : EDGE_SEPARATORS, ''));
  if (piece.includes('('))
    piece = piece.replace(ROUND_NOTE, (note, inner: string) =>
      isOnlyTags(inner) || YEAR_RANGE.test(inner) ? ' ' : note,
    );
  const ending = editionAtEnd(piece);
  const titlePiece = ending === null ? piece : piece.slice(0, ending.start);
  const endsAtGap = isSpaced || titlePiece.endsWith(' ') || (ending === null && cut === text.length);
  const title = tidyTitle(titlePiece, endsAtGap) || titlePiece.replace(/[\s_]+/gu, ' ').trim();

  const facts = {
    tmdbId: ids.tmdbId,
    imdbId: ids.imdbId,
    tvdbId: ids.tvdbId,
    part: part?.number ?? null,
    format3d: stereoFormat(untagged),
    stub,
  };
  if (title === '' && year !== null) return { ...facts, title: String(year.year), year: null, edition: tagEdition };
  return {
    ...facts,
    title: title || tidyTitle(bare, true) || bare || name.trim() || name,
    year: year?.year ?? null,
    edition:
      tagEdition ?? joinEditions(ending?.edition ?? null, editionsAfterTitle(behindTitle(text, cut, year, part))),
  };
}

function splitName(name: string, kind: 'file' | 'folder'): NameStem {
  const text = lastSegment(normaliseName(name));
  return kind === 'folder' ? { stem: text, stub: null } : splitStem(text);
}

/** "[group] Some Film": the group goes; "[REC] 2" keeps what is its title. */
function dropLeadingGroup(text: string): string {
  const match = LEADING_GROUP.exec(text);
  if (match === null || /^(?:18|19|20)\d\d$/u.test(match[1]?.trim() ?? '')) return text;
  const rest = text.slice(match[0].length);
  const beforeNotes = rest.split(/[[({]/u, 1)[0] ?? '';
  return HAS_LETTER.test(beforeNotes) ? rest : text;
}

function choosePart(
  text: string,
  kind: 'file' | 'folder',
  year: YearInName | null,
  keepInTitle: boolean,
): PartMarker | null {
  for (const marker of findPartMarkers(text).reverse()) {
    if (WORDLESS.test(text.slice(0, marker.start))) continue;
    if (marker.isLetter && !isPartLetter(text, marker)) continue;
    if (!marker.isTitleWord) return marker;
    if (year !== null && marker.start >= year.end) return marker;
    if (year === null && kind === 'file' && !keepInTitle && ONLY_NOTES.test(text.slice(marker.end))) return marker;
  }
  return null;
}

/** "disc a", "part-b" at the end; "Part a" glued or in the middle is more likely a word. */
function isPartLetter(text: string, marker: PartMarker): boolean {
  return (marker.isSpaced || !marker.isTitleWord) && ONLY_NOTES.test(text.slice(marker.end));
}

function behindTitle(text: string, cut: number, year: YearInName | null, part: PartMarker | null): string {
  let rest =
    part !== null && part.start >= cut
      ? text.slice(0, part.start) + ' '.repeat(part.end - part.start) + text.slice(part.end)
      : text;
  if (year !== null && year.start >= cut)
    rest = rest.slice(0, year.start) + ' '.repeat(year.end - year.start) + rest.slice(year.end);
  return rest.slice(cut);
}

function joinEditions(before: string | null, after: string | null): string | null {
  if (before === null || after === null || before.toLowerCase() === after.toLowerCase()) return before ?? after;
  return `${before} ${after}`;
}
