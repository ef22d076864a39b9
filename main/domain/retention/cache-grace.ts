const DAY_MS = 86_400_000;

/** How long cached bytes that nothing refers to any more are kept, in days: the schema reference's grace period. */
export const CACHE_GRACE_DAYS = 90;

/** Bytes that nothing has referred to since before this moment may go. Milliseconds since the epoch, both. */
export function graceCutoffMs(nowMs: number): number {
  return nowMs - CACHE_GRACE_DAYS * DAY_MS;
}

/** When bytes that nothing has referred to since then may go. */
export function graceEndMs(orphanedMs: number): number {
  return orphanedMs + CACHE_GRACE_DAYS * DAY_MS;
}
