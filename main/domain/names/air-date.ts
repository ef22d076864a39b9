import { firstMatch } from './first-match.ts';

export interface AirDateInName {
  /** YYYY-MM-DD. */
  date: string;
  start: number;
  end: number;
  /** Six or eight digits in a row, which may be something else. */
  isCompact: boolean;
}

const YEAR_FIRST = /(?<!\d)((?:19|20)\d\d)([-._ ])(\d{1,2})[-._ ](\d{1,2})(?!\d)/gu;
const YEAR_LAST = /(?<!\d)(\d{1,2})([-._ ])(\d{1,2})\2((?:19|20)\d\d)(?!\d)/gu;
const COMPACT = /(?<![\p{L}\p{N}])((?:19|20)\d\d)(\d\d)(\d\d)(?![\p{L}\p{N}])/gu;
const SHORT = /(?<=[\s._-])(\d\d)(\d\d)(\d\d)(?=[\s._-])/gu;
const HAN = /((?:19|20)\d\d)年\s?(\d{1,2})月\s?(\d{1,2})日/gu;
const CENTURY = 2000;
/** Two digits beyond it are no year of a recording one has. */
const LAST_SHORT_YEAR = 40;

/**
 * The day an episode was aired: 2011-04-15, 2011 04 15, 15.04.2011, 20110415, 110415, also 04-15-2011 where the numbers leave
 * no other reading. Day before month when both are possible, as Kodi and Jellyfin read it. Null when there is no such date.
 */
export function findAirDate(text: string): AirDateInName | null {
  if (!/\d\d/u.test(text)) return null;
  return (
    firstMatch(text, YEAR_FIRST, (match) => {
      // With single digits and spaces it is more likely a title: "Class 2001 4 5".
      const isLoose = (match[2] === ' ' || match[2] === '.') && (match[3] ?? '').length + (match[4] ?? '').length < 3;
      if (isLoose) return null;
      return found(isoDate(match[1], match[3], match[4]) ?? isoDate(match[1], match[4], match[3]), match, false);
    }) ??
    firstMatch(text, YEAR_LAST, (match) => {
      if (match[2] === ' ' && (match[1] ?? '').length + (match[3] ?? '').length < 4) return null;
      return found(isoDate(match[4], match[3], match[1]) ?? isoDate(match[4], match[1], match[3]), match, false);
    }) ??
    firstMatch(text, HAN, (match) => found(isoDate(match[1], match[2], match[3]), match, false)) ??
    firstMatch(text, COMPACT, (match) => found(isoDate(match[1], match[2], match[3]), match, true)) ??
    firstMatch(text, SHORT, (match) => {
      const year = Number(match[1]);
      return year > LAST_SHORT_YEAR ? null : found(isoDate(String(CENTURY + year), match[2], match[3]), match, true);
    })
  );
}

function found(date: string | null, match: RegExpExecArray, isCompact: boolean): AirDateInName | null {
  if (date === null) return null;
  return { date, start: match.index, end: match.index + match[0].length, isCompact };
}

function isoDate(year = '', month = '', day = ''): string | null {
  const monthNumber = Number(month);
  const dayNumber = Number(day);
  if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > daysOfMonth(Number(year), monthNumber)) {
    return null;
  }
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
