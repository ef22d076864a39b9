const DAY_MS = 86_400_000;

/** How long cached bytes that nothing refers to any more are kept, in days: the schema reference's grace period. */
export const CACHE_GRACE_DAYS = 90;

/**
 * Bytes that nothing has referred to since before this moment may go; null when none may. Milliseconds since the epoch.
 * Another database was in place until `replacedMs`, and is kept: it may refer to what this one knows nothing of, so going
 * back to it must cost nothing for as long.
 */
export function graceCutoffMs(nowMs: number, replacedMs: number | null): number | null {
  const cutoff = nowMs - CACHE_GRACE_DAYS * DAY_MS;
  return replacedMs !== null && replacedMs > cutoff ? null : cutoff;
}

/** When bytes that nothing has referred to since then may go. */
export function graceEndMs(orphanedMs: number): number {
  return orphanedMs + CACHE_GRACE_DAYS * DAY_MS;
}
