const DAY_MS = 86_400_000;

/**
 * An instant as the database stores it: UTC, ISO 8601, milliseconds, `Z`. Text order is then time order.
 * Takes a Date or milliseconds since the epoch; throws a RangeError for a date that is none or lies outside the years
 * 0 to 9999, whose text would not sort.
 */
export function toTimestamp(instant: Date | number): string {
  const text = new Date(instant).toISOString();
  if (text.length !== 24) throw new RangeError(`No timestamp for the year of ${text}`);
  return text;
}

/** The present as a timestamp; see {@link toTimestamp}. */
export function nowTimestamp(): string {
  return toTimestamp(Date.now());
}

/** The instant `days` days of 24 hours after (before, when negative) a timestamp, Date or milliseconds, as a timestamp. */
export function addDays(instant: Date | number | string, days: number): string {
  return toTimestamp(new Date(instant).getTime() + days * DAY_MS);
}
