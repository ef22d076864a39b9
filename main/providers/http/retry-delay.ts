const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How often a request that failed is sent again: somebody waits for an interactive one. */
export function retriesOf(request: { isInteractive: boolean }): number {
  return request.isInteractive ? 2 : 5;
}

/** How long an answer may take. */
export function timeoutOf(request: { isInteractive: boolean }): number {
  return request.isInteractive ? 10_000 : 30_000;
}

/**
 * How long to wait before repetition number `retry` (0 is the first): 1 s · 2ⁿ, at most 30 s, with half of it left to
 * chance so that requests that failed together do not come back together.
 * @param random 0–1
 */
export function retryDelayMs(retry: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** retry);
  return Math.round(full / 2 + (full / 2) * random);
}
