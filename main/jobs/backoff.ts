const BASE_MS = 5_000;
const CAP_MS = 15 * 60_000;

/**
 * How long to wait before try number `retry` (1 is the first repetition): exponential from 5 s to 15 min, with half of
 * it left to chance so that jobs that failed together do not come back together.
 * @param random 0–1
 */
export function backoffMs(retry: number, random: number): number {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, retry - 1));
  return Math.round(full / 2 + (full / 2) * random);
}
