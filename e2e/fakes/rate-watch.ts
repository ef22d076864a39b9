/** At most `requests` in any stretch of `windowMs`. */
export interface RateWindow {
  requests: number;
  windowMs: number;
}

export interface Overrun extends RateWindow {
  /** When the request arrived that was one too many: `performance.now()`. */
  atMs: number;
  /** How many had arrived within the window. */
  count: number;
}

/**
 * Requests that leave a client evenly arrive a little bunched: loopback and a busy processor move each by a few
 * milliseconds. A window is taken this much shorter, in proportion, so that only a client that really is too quick is
 * found out.
 */
const SLACK = 0.05;

export interface RateWatch {
  /** Notes an arrival; true when it broke a limit. */
  arrived(atMs: number): boolean;
  readonly overruns: readonly Overrun[];
  mostWithin(windowMs: number): number;
  forget(): void;
}

/** Watches how many requests arrive within sliding windows. */
export function createRateWatch(limits: readonly RateWindow[]): RateWatch {
  const arrivals: number[] = [];
  const overruns: Overrun[] = [];
  return {
    overruns,
    arrived(atMs) {
      arrivals.push(atMs);
      let isBroken = false;
      for (const { requests, windowMs } of limits) {
        const count = countSince(arrivals, atMs - windowMs * (1 - SLACK));
        if (count <= requests) continue;
        isBroken = true;
        overruns.push({ requests, windowMs, atMs, count });
      }
      return isBroken;
    },
    mostWithin(windowMs) {
      let most = 0;
      let first = 0;
      for (const [last, at] of arrivals.entries()) {
        while (arrivals[first]! <= at - windowMs) first += 1;
        most = Math.max(most, last - first + 1);
      }
      return most;
    },
    forget() {
      arrivals.length = 0;
      overruns.length = 0;
    },
  };
}

/** How many of the arrivals, which are in order, came after `sinceMs`. */
function countSince(arrivals: readonly number[], sinceMs: number): number {
  let count = 0;
  while (count < arrivals.length && arrivals[arrivals.length - 1 - count]! > sinceMs) count += 1;
  return count;
}
