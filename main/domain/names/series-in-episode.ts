import { findReleaseYear } from './release-year.ts';
import { findSeasonMarker } from './season-marker.ts';
import { tidyTitle } from './tidy-title.ts';

/** What stands in front of an episode number. */
export interface SeriesInEpisode {
  series: string | null;
  seriesYear: number | null;
  /** Of "Some Show S2 - 05" and "Some Show 2nd Season - 05". */
  season: number | null;
  /** Of "Some Show - 012 - S01E12". */
  absolute: number[];
}

const NOTHING: SeriesInEpisode = { series: null, seriesYear: null, season: null, absolute: [] };
const COUNTED = /(?<=\s|_|\.|^)-[\s._]*(\d{1,4})(\.\d)?(?:v\d)?[\s._([-]*$/u;
const YEAR = /^(?:19\d\d|20[0-3]\d)$/u;
const END = /[\s._\-–:([{【]+$/u;
const START = /^[\s._\-–)\]}]+/u;
const WORD = /[\p{L}\p{N}]/u;
const BRACKETS = /\[([^\]]*)\]/gu;
const LAST_DASH = /\s[-–]\s*$/u;

/**
 * Reads the text in front of an episode number; brackets there are a group's notes unless nothing else is left.
 * @param foundSeason the season of the number itself: another one in front of it is part of the show's name
 */
export function readSeriesPart(text: string, foundSeason: number | null): SeriesInEpisode {
  const counted = COUNTED.exec(text);
  const isCounted = counted !== null && !YEAR.test(counted[1] ?? '') && WORD.test(text.slice(0, counted.index));
  const uncounted = isCounted ? text.slice(0, counted.index) : text;
  const absolute = isCounted && counted[2] === undefined && (counted[1] ?? '').length > 1 ? [Number(counted[1])] : [];

  const season = findSeasonMarker(uncounted);
  const isSeason =
    season !== null &&
    !WORD.test(uncounted.slice(season.end)) &&
    (foundSeason === null || (foundSeason === season.season && WORD.test(uncounted.slice(0, season.start))));
  const unseasoned = isSeason ? uncounted.slice(0, season.start) : uncounted;
  const piece = withoutBrackets(unseasoned);
  if (!WORD.test(piece)) return { ...NOTHING, season: isSeason ? season.season : null, absolute };

  const trimmed = piece.replace(START, '').replace(END, '');
  const year = findReleaseYear(trimmed, -1);
  const isYearLast = year !== null && year.start > 0 && !WORD.test(trimmed.slice(year.end));
  const named = isYearLast ? trimmed.slice(0, year.start) : trimmed;
  const hasGap = /\s/u.test(named.trim()) || LAST_DASH.test(piece);
  const series = tidyTitle(named.replace(END, ''), hasGap) || tidyTitle(trimmed, true) || null;
  return {
    series,
    seriesYear: isYearLast ? year.year : null,
    season: isSeason ? season.season : null,
    absolute,
  };
}

function withoutBrackets(text: string): string {
  const bare = text.replace(BRACKETS, ' ').replace(/\[[^\]]*$/u, ' ');
  if (WORD.test(bare)) return bare;
  return [...text.matchAll(BRACKETS)].map((match) => match[1] ?? '').findLast((inner) => WORD.test(inner)) ?? bare;
}
