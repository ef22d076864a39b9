/** What was never run waits this long, so that a first start belongs to the person. */
const FIRST_RUN_AFTER_MS = 10 * 60_000;

export interface RunFacts {
  /** Null: it runs only when it is asked for. */
  intervalMinutes: number | null;
  /** Milliseconds since the epoch, as all times here; null when it never ran. */
  lastRunMs: number | null;
  /** Since when it is known at all. */
  knownSinceMs: number;
}

/** When it is to run next: in the past when it is due, or was missed. Null when it runs only when it is asked for. */
export function nextRunMs({ intervalMinutes, lastRunMs, knownSinceMs }: RunFacts): number | null {
  if (intervalMinutes === null) return null;
  const intervalMs = intervalMinutes * 60_000;
  if (lastRunMs === null) return knownSinceMs + Math.min(FIRST_RUN_AFTER_MS, intervalMs);
  return lastRunMs + intervalMs;
}

/** Whether it is to run now. */
export function isRunDue(facts: RunFacts, nowMs: number): boolean {
  const next = nextRunMs(facts);
  if (next === null || facts.intervalMinutes === null) return false;
  // A clock that was set back must not stop it until the old time comes round.
  const isClockBehind = (facts.lastRunMs ?? facts.knownSinceMs) - nowMs >= facts.intervalMinutes * 60_000;
  return nowMs >= next || isClockBehind;
}
