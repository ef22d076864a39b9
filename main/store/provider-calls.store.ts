import type { ProviderName } from '../domain/provider-answer.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { toTimestamp } from './timestamps.ts';

export type CallOutcome = 'ok' | 'error' | 'not_modified';

/** The day (UTC) that an instant lies in, as `provider_calls` names it. */
export function utcDay(instantMs: number): string {
  return toTimestamp(instantMs).slice(0, 10);
}

/** Counts one request on the day of its end. */
export function countCall(db: WriteDb, provider: ProviderName, outcome: CallOutcome, endedAtMs: number): void {
  prepare(
    db,
    'providerCalls.count',
    `INSERT INTO provider_calls (provider, day, ok_count, not_modified_count, error_count, last_answer_at)
     VALUES (@provider, @day, @ok, @notModified, @error, @answeredAt)
     ON CONFLICT (provider, day) DO UPDATE SET
       ok_count = ok_count + excluded.ok_count,
       not_modified_count = not_modified_count + excluded.not_modified_count,
       error_count = error_count + excluded.error_count,
       last_answer_at = coalesce(excluded.last_answer_at, last_answer_at)`,
  ).run({
    provider,
    day: utcDay(endedAtMs),
    ok: Number(outcome === 'ok'),
    notModified: Number(outcome === 'not_modified'),
    error: Number(outcome === 'error'),
    answeredAt: outcome === 'error' ? null : toTimestamp(endedAtMs),
  });
}

/** How many requests a provider got on a day, whatever came of them. */
export function callsOn(db: ReadDb, provider: ProviderName, day: string): number {
  const count = prepare(
    db,
    'providerCalls.onDay',
    'SELECT ok_count + not_modified_count + error_count FROM provider_calls WHERE provider = ? AND day = ?',
  )
    .pluck()
    .get(provider, day) as number | undefined;
  return count ?? 0;
}

/** When a provider last answered; null when it never did, or longer ago than counts are kept. */
export function lastAnswerAt(db: ReadDb, provider: ProviderName): string | null {
  const latest = prepare(
    db,
    'providerCalls.lastAnswer',
    'SELECT max(last_answer_at) FROM provider_calls WHERE provider = ?',
  );
  return latest.pluck().get(provider) as string | null;
}

export function deleteCallsBefore(db: WriteDb, day: string): void {
  prepare(db, 'providerCalls.deleteBefore', 'DELETE FROM provider_calls WHERE day < ?').run(day);
}
