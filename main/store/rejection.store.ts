import type { Rejection } from '../../contract/artwork-candidates.ts';
import type { ArtEntity } from './candidate.store.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

type Reason = Rejection['reason'];

export interface NewRejection {
  provider: string;
  /** Null for images without an address, such as the person's own. */
  url: string | null;
  sourceKey: string;
  type: string;
  hash: string | null;
  /** Null: for all items. */
  entity: ArtEntity | null;
  reason: Reason;
}

export interface RejectionRecord {
  id: number;
  provider: Rejection['provider'];
  type: string;
  sourceKey: string | null;
  hash: string | null;
  entityType: ArtEntity['type'] | null;
  entityId: number | null;
  reason: Reason;
  rejectedAt: string;
}

/** Rejects an image, or changes the reason of the same rejection. Answers its id. */
export function insertRejection(db: WriteDb, rejection: NewRejection): number {
  return prepare(
    db,
    'rejection.insert',
    `INSERT INTO rejected_assets (provider, provider_url, asset_type, reason, rejected_at, entity_type, entity_id,
       source_key, content_hash)
     VALUES (@provider, @url, @type, @reason, @now, @entityType, @entityId, @sourceKey, @hash)
     ON CONFLICT (provider, provider_url, asset_type, ifnull(entity_type, ''), ifnull(entity_id, 0)) DO UPDATE
       SET reason = excluded.reason, source_key = excluded.source_key
     RETURNING id`,
  )
    .pluck()
    .get({
      provider: rejection.provider,
      // The schema reference knows rejections by their address; what has none goes by its key.
      url: rejection.url ?? rejection.sourceKey,
      type: rejection.type,
      reason: rejection.reason,
      now: nowTimestamp(),
      entityType: rejection.entity?.type ?? null,
      entityId: rejection.entity?.id ?? null,
      sourceKey: rejection.sourceKey,
      hash: rejection.hash,
    }) as number;
}

const SELECT = `SELECT id, provider, asset_type AS type, source_key AS sourceKey, content_hash AS hash,
    entity_type AS entityType, entity_id AS entityId, coalesce(reason, 'user_rejected') AS reason,
    rejected_at AS rejectedAt FROM rejected_assets`;

export function getRejection(db: ReadDb, id: number): RejectionRecord | null {
  return (prepare(db, 'rejection.get', `${SELECT} WHERE id = ?`).get(id) as RejectionRecord | undefined) ?? null;
}

/** The newest first; of one item also those that hold for all. */
export function listRejections(db: ReadDb, entity: ArtEntity | null, limit: number): RejectionRecord[] {
  if (entity === null) {
    return prepare(db, 'rejection.all', `${SELECT} ORDER BY rejected_at DESC, id DESC LIMIT ?`).all(
      limit,
    ) as RejectionRecord[];
  }
  return prepare(
    db,
    'rejection.of',
    `${SELECT} WHERE (entity_type = @type AND entity_id = @id) OR (entity_type IS NULL AND EXISTS (
       SELECT 1 FROM asset_candidates c WHERE c.entity_type = @type AND c.entity_id = @id
         AND c.source_key = rejected_assets.source_key AND c.asset_type = rejected_assets.asset_type))
     ORDER BY rejected_at DESC, id DESC LIMIT @limit`,
  ).all({ ...entity, limit }) as RejectionRecord[];
}

export function deleteRejection(db: WriteDb, id: number): void {
  prepare(db, 'rejection.delete', 'DELETE FROM rejected_assets WHERE id = ?').run(id);
}

/** Keys (`type source_key`) of the images that are rejected for an item, by itself or for all. */
export function rejectedKeys(db: ReadDb, entity: ArtEntity, provider: string): Set<string> {
  const rows = prepare(
    db,
    'rejection.keys',
    `SELECT asset_type || ' ' || coalesce(source_key, provider || ':' || provider_url) FROM rejected_assets
     WHERE provider = ? AND (entity_type IS NULL OR (entity_type = ? AND entity_id = ?))`,
  )
    .pluck()
    .all(provider, entity.type, entity.id) as string[];
  return new Set(rows);
}

/**
 * Brings the mark of the candidates that a rejection is about up to date, after it came or went. Answers the items whose
 * candidates changed.
 */
export function markRejected(
  db: WriteDb,
  image: { sourceKey: string; type: string; hash: string | null },
): ArtEntity[] {
  const isOffer = !image.sourceKey.startsWith('local:');
  return prepare(
    db,
    'rejection.mark',
    `UPDATE asset_candidates SET is_rejected = 1 - is_rejected, updated_at = @now
     WHERE ${isOffer ? 'source_key = @sourceKey AND provider_url IS NOT NULL' : 'content_hash = @hash AND source_key = @sourceKey'}
       AND asset_type = @type AND is_rejected <> EXISTS (
       SELECT 1 FROM rejected_assets r
       WHERE r.source_key = asset_candidates.source_key AND r.asset_type = asset_candidates.asset_type
         AND (r.entity_type IS NULL
              OR (r.entity_type = asset_candidates.entity_type AND r.entity_id = asset_candidates.entity_id)))
     RETURNING entity_type AS type, entity_id AS id`,
  ).all({
    ...(isOffer ? {} : { hash: image.hash }),
    sourceKey: image.sourceKey,
    type: image.type,
    now: nowTimestamp(),
  }) as ArtEntity[];
}

/** A candidate that shows what a rejection is about: of its own item where it names one. */
export function candidateOfRejection(
  db: ReadDb,
  rejection: RejectionRecord,
): { id: number; hash: string | null } | null {
  const { sourceKey, hash, type, entityType, entityId } = rejection;
  const isOffer = sourceKey?.startsWith('local:') !== true;
  const row = prepare(
    db,
    'rejection.candidate',
    `SELECT id, content_hash AS hash FROM asset_candidates
     WHERE ${isOffer ? 'source_key = @sourceKey AND provider_url IS NOT NULL' : 'content_hash = @hash'} AND asset_type = @type
     ORDER BY entity_type IS NOT @entityType OR entity_id IS NOT @entityId, content_hash IS NULL, id LIMIT 1`,
  ).get({ ...(isOffer ? { sourceKey } : { hash }), type, entityType, entityId }) as
    { id: number; hash: string | null } | undefined;
  return row ?? null;
}
