import { findAirDate } from './air-date.ts';
import { findReleaseYear } from './release-year.ts';
import { SEASON_WORD } from './number-words.ts';
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
const DATED = /\d{4}[-._ ]\d|\d[-._ ]\d{4}/u;
const END = /[\s._\-–:([{【]+$/u;
const ACRONYM_END = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}$/u;
/** "Season s2016e1" names no show, but one may be called "Series". */
const SEASON_ALONE = new RegExp(`^(?!s[eé]ries?$)(?:${SEASON_WORD})$`, 'iu');
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

  const bare = withoutBrackets(uncounted);
  const season = findSeasonMarker(bare);
  const isSeason =
    season !== null &&
    !WORD.test(bare.slice(season.end)) &&
    (foundSeason === null || (foundSeason === season.season && WORD.test(bare.slice(0, season.start))));
  const undated = isSeason ? bare.slice(0, season.start) : bare;
  const date = DATED.test(undated) ? findAirDate(undated) : null;
  const isDated =
    date !== null && !date.isCompact && !WORD.test(undated.slice(date.end)) && WORD.test(undated.slice(0, date.start));
  const piece = isDated ? undated.slice(0, date.start) : undated;
  if (!WORD.test(piece)) return { ...NOTHING, season: isSeason ? season.season : null, absolute };

  const trimmed = trimEnd(piece.replace(START, ''));
  const year = findReleaseYear(trimmed, -1);
  const isYearLast = year !== null && year.start > 0 && !WORD.test(trimmed.slice(year.end));
  const named = isYearLast ? trimmed.slice(0, year.start) : trimmed;
  const hasGap = /\s/u.test(named.trim()) || LAST_DASH.test(piece);
  const isSeasonWord = SEASON_ALONE.test(named.trim());
  const series = isSeasonWord ? null : tidyTitle(trimEnd(named), hasGap) || tidyTitle(trimmed, true) || null;
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

/** Separators go, but the last dot of "S.W.A.T." stays. */
function trimEnd(text: string): string {
  const trimmed = text.replace(END, '');
  return ACRONYM_END.test(`${trimmed}.`) && text.charAt(trimmed.length) === '.' ? `${trimmed}.` : trimmed;
}
