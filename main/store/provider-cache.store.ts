import type { ProviderName } from '../domain/provider-answer.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { toTimestamp } from './timestamps.ts';

/** A provider's answer as it is stored. Times are milliseconds since the epoch. */
export interface StoredAnswer {
  key: string;
  provider: ProviderName;
  status: number;
  body: Uint8Array;
  isGzipped: boolean;
  etag: string | null;
  lastModified: string | null;
  fetchedAtMs: number;
  expiresAtMs: number;
}

interface AnswerRow {
  provider: ProviderName;
  status: number;
  body: Uint8Array;
  is_gzipped: number;
  etag: string | null;
  last_modified: string | null;
  fetched_at: string;
  expires_at: string;
}

export function getStoredAnswer(db: ReadDb, key: string): StoredAnswer | null {
  const row = prepare(
    db,
    'providerAnswers.get',
    `SELECT provider, status, body, is_gzipped, etag, last_modified, fetched_at, expires_at
     FROM provider_answers WHERE answer_key = ?`,
  ).get(key) as AnswerRow | undefined;
  if (row === undefined) return null;
  return {
    key,
    provider: row.provider,
    status: row.status,
    body: row.body,
    isGzipped: row.is_gzipped === 1,
    etag: row.etag,
    lastModified: row.last_modified,
    fetchedAtMs: Date.parse(row.fetched_at),
    expiresAtMs: Date.parse(row.expires_at),
  };
}

/** Keeps an answer in place of what was kept under its key. */
export function putStoredAnswer(db: WriteDb, answer: StoredAnswer): void {
  prepare(
    db,
    'providerAnswers.put',
    `INSERT INTO provider_answers
       (answer_key, provider, status, body, is_gzipped, size_bytes, etag, last_modified, fetched_at, expires_at)
     VALUES (@key, @provider, @status, @body, @isGzipped, @sizeBytes, @etag, @lastModified, @fetchedAt, @expiresAt)
     ON CONFLICT (answer_key) DO UPDATE SET
       provider = excluded.provider, status = excluded.status, body = excluded.body, is_gzipped = excluded.is_gzipped,
       size_bytes = excluded.size_bytes, etag = excluded.etag, last_modified = excluded.last_modified,
       fetched_at = excluded.fetched_at, expires_at = excluded.expires_at`,
  ).run({
    key: answer.key,
    provider: answer.provider,
    status: answer.status,
    body: answer.body,
    isGzipped: Number(answer.isGzipped),
    sizeBytes: answer.body.byteLength,
    etag: answer.etag,
    lastModified: answer.lastModified,
    fetchedAt: toTimestamp(answer.fetchedAtMs),
    expiresAt: toTimestamp(answer.expiresAtMs),
  });
}

export function renewStoredAnswer(db: WriteDb, key: string, fetchedAtMs: number, expiresAtMs: number): void {
  prepare(
    db,
    'providerAnswers.renew',
    'UPDATE provider_answers SET fetched_at = ?, expires_at = ? WHERE answer_key = ?',
  ).run(toTimestamp(fetchedAtMs), toTimestamp(expiresAtMs), key);
}

/** Deletes at most `limit` answers fetched before that; answers how many it were. */
export function deleteAnswersBefore(db: WriteDb, fetchedBeforeMs: number, limit: number): number {
  return prepare(
    db,
    'providerAnswers.deleteBefore',
    `DELETE FROM provider_answers
     WHERE id IN (SELECT id FROM provider_answers WHERE fetched_at < ? ORDER BY fetched_at LIMIT ?)`,
  ).run(toTimestamp(fetchedBeforeMs), limit).changes;
}

/** Deletes the `limit` oldest answers; answers how many it were. */
export function deleteOldestAnswers(db: WriteDb, limit: number): number {
  return prepare(
    db,
    'providerAnswers.deleteOldest',
    'DELETE FROM provider_answers WHERE id IN (SELECT id FROM provider_answers ORDER BY fetched_at LIMIT ?)',
  ).run(limit).changes;
}

/** How much room the kept answers take. */
export function storedAnswerBytes(db: ReadDb): number {
  const sum = 'SELECT coalesce(sum(size_bytes), 0) FROM provider_answers';
  return prepare(db, 'providerAnswers.size', sum).pluck().get() as number;
}
