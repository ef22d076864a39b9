import type { ProviderProblem } from '../../contract/providers.ts';
import type { LanguageRecord, ProviderName } from '../domain/provider-answer.ts';
import type { MetadataValues } from '../domain/metadata-values.ts';
import type { ArtEntity } from './candidate.store.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** What a provider said of an item in one language, as it is kept. */
export interface ProviderRecord {
  provider: ProviderName;
  providerId: string | null;
  fetchedAt: string;
  record: LanguageRecord<unknown>;
}

interface RecordRow {
  provider: ProviderName | 'nfo';
  language: string;
  provider_id: string | null;
  data: string;
  fetched_at: string;
}

function rowsOf(db: ReadDb, entity: ArtEntity): RecordRow[] {
  return prepare(
    db,
    'providerRecord.of',
    `SELECT provider, language, provider_id, data, fetched_at FROM provider_records
     WHERE entity_type = ? AND entity_id = ? ORDER BY provider, language`,
  ).all(entity.type, entity.id) as RecordRow[];
}

/** The answers that are kept about an item; what its NFO said is not among them. */
export function recordsOf(db: ReadDb, entity: ArtEntity): ProviderRecord[] {
  return rowsOf(db, entity).flatMap(({ provider, language, provider_id, data, fetched_at }) =>
    provider === 'nfo'
      ? []
      : [
          {
            provider,
            providerId: provider_id,
            fetchedAt: fetched_at,
            record: { ...(JSON.parse(data) as Omit<LanguageRecord<unknown>, 'language'>), language },
          },
        ],
  );
}

/** The item's id at each provider that has answered. */
export function recordIdsOf(db: ReadDb, entity: ArtEntity): Map<ProviderName, string> {
  const rows = prepare(
    db,
    'providerRecord.ids',
    `SELECT DISTINCT provider, provider_id AS id FROM provider_records
     WHERE entity_type = ? AND entity_id = ? AND provider_id IS NOT NULL`,
  ).all(entity.type, entity.id) as { provider: ProviderName; id: string }[];
  return new Map(rows.map(({ provider, id }) => [provider, id]));
}

/** What the NFO said of fields before an answer took its place; null when nothing was. */
export function nfoRecordOf(db: ReadDb, entity: ArtEntity): { values: MetadataValues; fetchedAt: string } | null {
  const row = rowsOf(db, entity).find(({ provider }) => provider === 'nfo');
  return row === undefined ? null : { values: JSON.parse(row.data) as MetadataValues, fetchedAt: row.fetched_at };
}

const INSERT = `INSERT INTO provider_records (entity_type, entity_id, provider, language, provider_id, data, fetched_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

/** Replaces all that one provider has said of an item. */
export function putRecords(
  db: WriteDb,
  entity: ArtEntity,
  provider: ProviderName,
  providerId: string,
  records: readonly LanguageRecord<unknown>[],
): void {
  forgetRecords(db, entity, provider);
  const insert = prepare(db, 'providerRecord.insert', INSERT);
  const now = nowTimestamp();
  for (const { language, ...data } of records) {
    insert.run(entity.type, entity.id, provider, language, providerId, JSON.stringify(data), now);
  }
}

/** Adds to what is remembered of the NFO, field by field. */
export function putNfoValues(db: WriteDb, entity: ArtEntity, values: MetadataValues): void {
  const known = nfoRecordOf(db, entity);
  if (known !== null) forgetRecords(db, entity, 'nfo');
  prepare(db, 'providerRecord.insert', INSERT).run(
    entity.type,
    entity.id,
    'nfo',
    '',
    null,
    JSON.stringify({ ...known?.values, ...values }),
    nowTimestamp(),
  );
}

export function forgetRecords(db: WriteDb, entity: ArtEntity, provider: ProviderName | 'nfo'): void {
  prepare(
    db,
    'providerRecord.forget',
    'DELETE FROM provider_records WHERE entity_type = ? AND entity_id = ? AND provider = ?',
  ).run(entity.type, entity.id, provider);
}

/** How it went when a provider was last asked about an item. */
export interface ProviderAsk {
  provider: ProviderName;
  /** The ids it was asked with. */
  askedWith: string;
  askedAt: string;
  /** Null when it has never answered. */
  answeredAt: string | null;
  isKnown: boolean;
  problem: ProviderProblem | null;
  message: string | null;
}

export function asksOf(db: ReadDb, entity: ArtEntity): ProviderAsk[] {
  const rows = prepare(
    db,
    'providerAsk.of',
    `SELECT provider, asked_with AS askedWith, asked_at AS askedAt, answered_at AS answeredAt, is_known AS isKnown, problem,
       message
     FROM provider_asks WHERE entity_type = ? AND entity_id = ? ORDER BY provider`,
  ).all(entity.type, entity.id) as (Omit<ProviderAsk, 'isKnown'> & { isKnown: number })[];
  return rows.map((row) => ({ ...row, isKnown: row.isKnown === 1 }));
}

/** Notes an answer: `isKnown` false when the provider does not know the item. */
export function noteAnswer(
  db: WriteDb,
  entity: ArtEntity,
  provider: ProviderName,
  askedWith: string,
  isKnown: boolean,
): void {
  prepare(
    db,
    'providerAsk.answered',
    `INSERT INTO provider_asks (entity_type, entity_id, provider, asked_with, asked_at, answered_at, is_known)
     VALUES (@type, @id, @provider, @askedWith, @now, @now, @isKnown)
     ON CONFLICT (entity_type, entity_id, provider) DO UPDATE SET asked_with = excluded.asked_with,
       asked_at = excluded.asked_at, answered_at = excluded.answered_at, is_known = excluded.is_known, problem = NULL,
       message = NULL`,
  ).run({ type: entity.type, id: entity.id, provider, askedWith, now: nowTimestamp(), isKnown: Number(isKnown) });
}

/** Notes that a provider did not answer; what it said earlier stays. */
export function noteProblem(
  db: WriteDb,
  entity: ArtEntity,
  provider: ProviderName,
  askedWith: string,
  problem: ProviderProblem,
  message: string,
): void {
  prepare(
    db,
    'providerAsk.failed',
    `INSERT INTO provider_asks (entity_type, entity_id, provider, asked_with, asked_at, problem, message)
     VALUES (@type, @id, @provider, @askedWith, @now, @problem, @message)
     ON CONFLICT (entity_type, entity_id, provider) DO UPDATE SET asked_with = excluded.asked_with,
       asked_at = excluded.asked_at, problem = excluded.problem, message = excluded.message`,
  ).run({ type: entity.type, id: entity.id, provider, askedWith, now: nowTimestamp(), problem, message });
}

export function forgetAsk(db: WriteDb, entity: ArtEntity, provider: ProviderName): void {
  prepare(
    db,
    'providerAsk.forget',
    'DELETE FROM provider_asks WHERE entity_type = ? AND entity_id = ? AND provider = ?',
  ).run(entity.type, entity.id, provider);
}

/**
 * Takes away a provider's images and trailers, but for those that a person has rejected.
 * @param isKept of a type: whether what is selected of it stays
 */
export function forgetOffers(
  db: WriteDb,
  entity: ArtEntity,
  provider: ProviderName,
  isKept: (type: string) => boolean,
): void {
  prepare(
    db,
    'candidate.forgetOffers',
    `DELETE FROM asset_candidates
     WHERE entity_type = ? AND entity_id = ? AND provider = ? AND is_rejected = 0 AND is_selected = 0`,
  ).run(entity.type, entity.id, provider);
  const selected = prepare(
    db,
    'candidate.selectedOffers',
    `SELECT id, asset_type AS type FROM asset_candidates
     WHERE entity_type = ? AND entity_id = ? AND provider = ? AND is_selected = 1`,
  ).all(entity.type, entity.id, provider) as { id: number; type: string }[];
  for (const { id, type } of selected) {
    if (!isKept(type)) prepare(db, 'candidate.forgetOffer', 'DELETE FROM asset_candidates WHERE id = ?').run(id);
  }
}
