import type { ApiAnswer, ApiRequest, KeptAnswer } from './http-types.ts';

const DAY_MS = 86_400_000;
/** However long a provider says that its answer holds. */
const LONGEST_MS = 7 * DAY_MS;
/** "Unknown" may change any time: somebody adds the film. */
const LONGEST_UNKNOWN_MS = DAY_MS;

/** Until when an answer may be used without asking again: as long as its request wants, or longer where the provider says so. */
export function expiryOf(
  request: Pick<ApiRequest, 'keepForMs'>,
  answer: { status: number; headers: Readonly<Record<string, string>> },
  nowMs: number,
): number {
  if (answer.status >= 400) return nowMs + Math.min(request.keepForMs, LONGEST_UNKNOWN_MS);
  const theirs = Math.min(LONGEST_MS, maxAgeMs(answer.headers));
  return nowMs + Math.max(request.keepForMs, theirs);
}

function maxAgeMs(headers: Readonly<Record<string, string>>): number {
  const control = headers['cache-control'] ?? '';
  if (/\bno-(store|cache)\b/i.test(control)) return 0;
  const maxAge = Number(/\bmax-age=(\d+)/i.exec(control)?.[1] ?? 0);
  return Math.max(0, maxAge - (Number(headers['age']) || 0)) * 1000;
}

/** What asks "only if it is another than this one". */
export function conditionsOf(kept: KeptAnswer | null): Record<string, string> {
  if (kept === null) return {};
  return {
    ...(kept.etag === null ? {} : { 'if-none-match': kept.etag }),
    ...(kept.lastModified === null ? {} : { 'if-modified-since': kept.lastModified }),
  };
}

/** A kept answer as the caller gets it; null when its text is damaged. */
export function answerFrom(kept: KeptAnswer): ApiAnswer | null {
  try {
    return {
      status: kept.status,
      body: kept.body === '' ? null : (JSON.parse(kept.body) as unknown),
      headers: {},
      fetchedAtMs: kept.fetchedAtMs,
      fromCache: true,
    };
  } catch {
    return null;
  }
}
