const LONGEST_MS = 24 * 60 * 60_000;

/**
 * How long a provider wants to be left alone, in milliseconds (at most a day); null when it does not say, or not
 * understandably. Seconds or an HTTP date (RFC 9110, 10.2.3); a date is measured by the provider's own clock where the
 * answer has a Date, because ours may be wrong.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(LONGEST_MS, Math.ceil(Number(value) * 1000));
  // Anything else that Date.parse takes ("-1", "2") is no HTTP date.
  if (!/[a-z]{3}/i.test(value)) return null;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return null;
  const theirNow = Date.parse(headers['date'] ?? '');
  return Math.min(LONGEST_MS, Math.max(0, until - (Number.isNaN(theirNow) ? nowMs : theirNow)));
}
