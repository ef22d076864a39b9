const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date as NFO writers spell it → YYYY-MM-DD: 1999-03-31 (also with a time, and with / or . or nothing between),
 * 31.03.1999, 31 March 1999, March 31, 1999. Of two numbers before a year the one above 12 is the day; with dots the day
 * comes first. Null when it is no date, not a real one (0000-00-00) or ambiguous (04/05/1999).
 */
export function parseNfoDate(text: string): string | null {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:$|[T\s])/.exec(text);
  if (yearFirst) return isoDate(yearFirst[1], yearFirst[3], yearFirst[4]);
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (digits) return isoDate(digits[1], digits[2], digits[3]);
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:$|[T\s])/.exec(text);
  if (yearLast) {
    const [, first, separator, second, year] = yearLast;
    if (separator === '.' || Number(first) > 12 || first === second) return isoDate(year, second, first);
    return Number(second) > 12 ? isoDate(year, first, second) : null;
  }
  const dayFirst = /^(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})$/.exec(text);
  if (dayFirst) return isoDate(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(text);
  if (monthFirst) return isoDate(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  return null;
}

/**
 * The year of a date in any of those spellings, or of one that tells no more than the year: 1999, 1999-03, 1999-00-00,
 * 04/05/1999; else null.
 */
export function yearOfNfoDate(text: string): number | null {
  const bare =
    /^(\d{4})(?:[-/.]\d{1,2})?(?:[-/.]00)?$/.exec(text)?.[1] ??
    /^\d{1,2}[-/.]\d{1,2}[-/.](\d{4})$/.exec(text)?.[1] ??
    parseNfoDate(text)?.slice(0, 4);
  return bare === undefined || Number(bare) < 1000 ? null : Number(bare);
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function isoDate(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
  return isReal && Number(year) >= 1000 ? date : null;
}
