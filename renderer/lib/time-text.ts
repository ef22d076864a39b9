const STEPS: readonly [limitSeconds: number, unitSeconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [86_400 * 14, 86_400, 'day'],
  [86_400 * 60, 86_400 * 7, 'week'],
  [86_400 * 365, 86_400 * 30, 'month'],
  [Number.POSITIVE_INFINITY, 86_400 * 365, 'year'],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** "5 minutes ago", "in 3 days": an ISO 8601 time seen from `nowMs` (milliseconds since 1970). */
export function relativeTime(iso: string, nowMs: number): string {
  const seconds = (Date.parse(iso) - nowMs) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) return relative.format(0, 'second');
  const step = STEPS.find(([limit]) => distance < limit);
  if (!step) return exactTime(iso);
  const [, size, unit] = step;
  const amount = Math.max(1, Math.round(distance / size)) * Math.sign(seconds);
  return relative.format(amount, unit);
}

/** The exact local date and time, for the tooltip of a relative one. */
export function exactTime(iso: string): string {
  return exact.format(new Date(iso));
}

/** The local date of a timestamp. */
export function dayText(iso: string): string {
  return day.format(new Date(iso));
}

/** A calendar day (YYYY-MM-DD, of no time zone) for people; what is no day is given back as it is. */
export function dateText(day: string): string {
  const time = Date.parse(`${day}T12:00:00`);
  return Number.isNaN(time) ? day : dayText(new Date(time).toISOString());
}
