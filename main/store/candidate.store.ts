import type { EntityType } from '../../contract/primitives.ts';
import { imageTypesOf } from '../domain/asset-types.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** What images can belong to: also people and sets. */
export interface ArtEntity {
  readonly type: EntityType;
  readonly id: number;
}

/** A row of `asset_candidates` as the choice of artwork needs it. */
export interface CandidateRecord {
  id: number;
  entityType: EntityType;
  entityId: number;
  type: string;
  provider: 'tmdb' | 'tvdb' | 'fanart.tv' | 'omdb' | 'local' | 'user';
  url: string | null;
  previewUrl: string | null;
  sourceKey: string;
  language: string | null;
  voteAverage: number | null;
  voteCount: number | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  filePath: string | null;
  hash: string | null;
  cachePath: string | null;
  perceptualHash: string | null;
  downloadError: string | null;
  downloadAttempts: number;
  /** Null with an error: it is for good. */
  retryAfter: string | null;
  isSelected: number;
  isRejected: number;
  isFromShow: number;
  rank: number | null;
  selectedBy: 'auto' | 'manual' | 'local' | null;
  /** JSON of what only some kinds have, such as a trailer's name. */
  metadata: string | null;
}

const SELECT = `SELECT c.id, c.entity_type AS entityType, c.entity_id AS entityId, c.asset_type AS type, c.provider,
    c.provider_url AS url, c.preview_url AS previewUrl, c.source_key AS sourceKey, c.language,
    c.vote_average AS voteAverage, c.vote_count AS voteCount, c.width, c.height, c.duration_seconds AS durationSeconds,
    c.file_path AS filePath, c.content_hash AS hash, ci.file_path AS cachePath,
    coalesce(c.perceptual_hash, ci.perceptual_hash) AS perceptualHash, c.download_error AS downloadError,
    c.download_attempts AS downloadAttempts, c.retry_after AS retryAfter, c.is_selected AS isSelected,
    c.is_rejected AS isRejected, c.is_from_show AS isFromShow, c.selected_rank AS rank, c.selected_by AS selectedBy,
    c.provider_metadata AS metadata
  FROM asset_candidates c LEFT JOIN cache_inventory ci ON ci.content_hash = c.content_hash`;

/** All candidates of an item, or those of one type; rejected ones, too. In no order that means anything. */
export function candidateRecords(db: ReadDb, entity: ArtEntity, type: string | null = null): CandidateRecord[] {
  return prepare(
    db,
    'candidate.of',
    `${SELECT} WHERE c.entity_type = @type AND c.entity_id = @id ${type === null ? '' : 'AND c.asset_type = @assetType'}
     ORDER BY c.id`,
  ).all({ ...entity, ...(type === null ? {} : { assetType: type }) }) as CandidateRecord[];
}

export function candidateRecord(db: ReadDb, id: number): CandidateRecord | null {
  return (prepare(db, 'candidate.get', `${SELECT} WHERE c.id = ?`).get(id) as CandidateRecord | undefined) ?? null;
}

/** What a provider offers, as it is stored. */
export interface OfferedCandidate {
  type: string;
  provider: CandidateRecord['provider'];
  /** With the provider before it: two providers may use the same. */
  sourceKey: string;
  url: string;
  previewUrl: string | null;
  language: string | null;
  voteAverage: number | null;
  voteCount: number | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  isFromShow: boolean;
  metadata: string | null;
}

/**
 * Adds an offer, or brings the one of the same key up to date. Sizes that were measured stay; another address than before
 * lets a failed download be tried again.
 */
export function upsertOffer(db: WriteDb, entity: ArtEntity, offer: OfferedCandidate, isRejected: boolean): void {
  prepare(
    db,
    'candidate.upsert',
    `INSERT INTO asset_candidates (entity_type, entity_id, asset_type, provider, source_key, provider_url, preview_url,
       language, vote_average, vote_count, width, height, duration_seconds, is_from_show, provider_metadata, is_rejected)
     VALUES (@entityType, @entityId, @type, @provider, @sourceKey, @url, @previewUrl, @language, @voteAverage, @voteCount,
       @width, @height, @durationSeconds, @isFromShow, @metadata, @isRejected)
     ON CONFLICT (entity_type, entity_id, asset_type, source_key) DO UPDATE SET
       provider_url = excluded.provider_url, preview_url = excluded.preview_url, language = excluded.language,
       vote_average = excluded.vote_average, vote_count = excluded.vote_count,
       width = iif(is_downloaded, width, excluded.width), height = iif(is_downloaded, height, excluded.height),
       duration_seconds = excluded.duration_seconds, is_from_show = excluded.is_from_show,
       provider_metadata = iif(excluded.provider_metadata IS NULL, provider_metadata, excluded.provider_metadata),
       is_rejected = excluded.is_rejected,
       download_error = iif(provider_url = excluded.provider_url, download_error, NULL),
       download_attempts = iif(provider_url = excluded.provider_url, download_attempts, 0),
       retry_after = iif(provider_url = excluded.provider_url, retry_after, NULL),
       updated_at = @now`,
  ).run({
    ...offer,
    entityType: entity.type,
    entityId: entity.id,
    isFromShow: Number(offer.isFromShow),
    isRejected: Number(isRejected),
    now: nowTimestamp(),
  });
}

/** Takes away candidates that nobody has fetched, chosen or rejected. */
export function removeUnusedCandidates(db: WriteDb, ids: readonly number[]): void {
  if (ids.length === 0) return;
  prepare(
    db,
    'candidate.removeUnused',
    `DELETE FROM asset_candidates WHERE id IN (SELECT value FROM json_each(?))
       AND is_downloaded = 0 AND is_selected = 0 AND is_rejected = 0`,
  ).run(JSON.stringify(ids));
}

export interface DownloadedBytes {
  hash: string;
  cachePath: string;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  /** 16 hex digits; null for pictures too plain to tell apart, and for what is no picture. */
  perceptualHash: string | null;
}

/** The candidate's bytes are in the cache. */
export function setDownloaded(db: WriteDb, id: number, bytes: DownloadedBytes): void {
  prepare(
    db,
    'candidate.setDownloaded',
    `UPDATE asset_candidates SET is_downloaded = 1, content_hash = @hash, cache_path = @cachePath, file_size = @sizeBytes,
       width = coalesce(@width, width), height = coalesce(@height, height), perceptual_hash = @perceptualHash,
       download_error = NULL, retry_after = NULL, updated_at = @now
     WHERE id = @id`,
  ).run({ ...bytes, id, now: nowTimestamp() });
}

/** A download failed. `retryAfter` null says that trying again is of no use. */
export function setDownloadError(db: WriteDb, id: number, message: string, retryAfter: string | null): void {
  prepare(
    db,
    'candidate.setError',
    `UPDATE asset_candidates SET download_error = ?, retry_after = ?, download_attempts = download_attempts + 1,
       updated_at = ? WHERE id = ?`,
  ).run(message, retryAfter, nowTimestamp(), id);
}

/** Forgets that a download failed, because a person wants it tried again. */
export function clearDownloadError(db: WriteDb, id: number): void {
  prepare(
    db,
    'candidate.clearError',
    'UPDATE asset_candidates SET download_error = NULL, retry_after = NULL, updated_at = ? WHERE id = ?',
  ).run(nowTimestamp(), id);
}

export function setPerceptualHash(db: WriteDb, contentHash: string, perceptualHash: string): void {
  prepare(db, 'candidate.setPHash', 'UPDATE cache_inventory SET perceptual_hash = ? WHERE content_hash = ?').run(
    perceptualHash,
    contentHash,
  );
}

/** The same image, fetched for another item already. */
export function findDownloadedTwin(
  db: ReadDb,
  provider: string,
  url: string,
): (DownloadedBytes & { mimeType: string | null }) | null {
  const row = prepare(
    db,
    'candidate.twin',
    `SELECT c.content_hash AS hash, ci.file_path AS cachePath, ci.file_size AS sizeBytes, ci.width, ci.height,
       coalesce(c.perceptual_hash, ci.perceptual_hash) AS perceptualHash, ci.mime_type AS mimeType
     FROM asset_candidates c JOIN cache_inventory ci ON ci.content_hash = c.content_hash
     -- Hidden from the planner, which would go through everything that was ever downloaded.
     WHERE c.provider = ? AND c.provider_url = ? AND +c.is_downloaded = 1 LIMIT 1`,
  ).get(provider, url) as (DownloadedBytes & { mimeType: string | null }) | undefined;
  return row ?? null;
}

export interface SelectedCandidate {
  id: number;
  selectedBy: NonNullable<CandidateRecord['selectedBy']>;
}

/** Makes exactly these the selection of a type, best first, each as chosen by whom it says. */
export function writeSelection(
  db: WriteDb,
  entity: ArtEntity,
  type: string,
  selection: readonly SelectedCandidate[],
): void {
  const now = nowTimestamp();
  prepare(
    db,
    'candidate.deselect',
    `UPDATE asset_candidates SET is_selected = 0, selected_rank = NULL, selected_by = NULL, selected_at = NULL, updated_at = ?
     WHERE entity_type = ? AND entity_id = ? AND asset_type = ? AND is_selected = 1
       AND id NOT IN (SELECT value FROM json_each(?))`,
  ).run(now, entity.type, entity.id, type, JSON.stringify(selection.map(({ id }) => id)));
  const select = prepare(
    db,
    'candidate.select',
    `UPDATE asset_candidates SET is_selected = 1, selected_rank = @rank, selected_by = @selectedBy, selected_at = @now,
       updated_at = @now
     WHERE id = @id AND entity_type = @entityType AND entity_id = @entityId AND asset_type = @type
       AND (is_selected = 0 OR selected_rank IS NOT @rank OR selected_by IS NOT @selectedBy)`,
  );
  selection.forEach(({ id, selectedBy }, rank) => {
    select.run({ id, rank, selectedBy, now, entityType: entity.type, entityId: entity.id, type });
  });
}

/** Keeps the score that decided, with its parts, for readers of the database. */
export function setScore(db: WriteDb, id: number, score: number | null, parts: unknown): void {
  prepare(db, 'candidate.setScore', 'UPDATE asset_candidates SET auto_score = ?, score_breakdown = ? WHERE id = ?').run(
    score,
    JSON.stringify(parts),
    id,
  );
}

export function hasManualSelection(db: ReadDb, entity: ArtEntity, type: string): boolean {
  return (
    prepare(
      db,
      'candidate.hasManual',
      `SELECT 1 FROM asset_candidates WHERE entity_type = ? AND entity_id = ? AND asset_type = ? AND is_selected = 1
         AND selected_by = 'manual' LIMIT 1`,
    ).get(entity.type, entity.id, type) !== undefined
  );
}

/** The artwork types that `sets` has a lock for. */
const SET_LOCKS: ReadonlySet<string> = new Set(imageTypesOf('set'));

export function isSetArtLocked(db: ReadDb, setId: number, type: string): boolean {
  if (!SET_LOCKS.has(type)) return false;
  const locked = prepare(db, 'candidate.isSetLocked', `SELECT ${type}_locked FROM sets WHERE id = ?`)
    .pluck()
    .get(setId);
  return locked === 1;
}

/** A still of the item's own video, or another image that Metarr made for it. Answers the candidate's id. */
export function insertOwnImage(
  db: WriteDb,
  entity: ArtEntity,
  type: string,
  image: DownloadedBytes,
  metadata: Readonly<Record<string, string | number | boolean | null>>,
): number {
  return prepare(
    db,
    'candidate.insertOwn',
    `INSERT INTO asset_candidates (entity_type, entity_id, asset_type, provider, source_key, width, height, file_size,
       is_downloaded, cache_path, content_hash, perceptual_hash, provider_metadata)
     VALUES (@entityType, @entityId, @type, 'local', 'local:' || @hash, @width, @height, @sizeBytes, 1, @cachePath, @hash,
       @perceptualHash, @metadata)
     ON CONFLICT (entity_type, entity_id, asset_type, source_key) DO UPDATE SET updated_at = @now
     RETURNING id`,
  )
    .pluck()
    .get({
      ...image,
      entityType: entity.type,
      entityId: entity.id,
      type,
      metadata: JSON.stringify(metadata),
      now: nowTimestamp(),
    }) as number;
}

/** Items with images that could not be fetched for the time being. */
export function waitingEntities(db: ReadDb): ArtEntity[] {
  return prepare(
    db,
    'candidate.waiting',
    `SELECT DISTINCT entity_type AS type, entity_id AS id FROM asset_candidates
     WHERE retry_after IS NOT NULL AND asset_type <> 'trailer'`,
  ).all() as ArtEntity[];
}

/** Nothing of the item waits to be fetched any more: what failed may be tried anew when it is wanted. */
export function stopWaiting(db: WriteDb, entity: ArtEntity): void {
  prepare(
    db,
    'candidate.stopWaiting',
    `UPDATE asset_candidates SET download_error = NULL, retry_after = NULL, updated_at = ?
     WHERE entity_type = ? AND entity_id = ? AND retry_after IS NOT NULL AND asset_type <> 'trailer'`,
  ).run(nowTimestamp(), entity.type, entity.id);
}

/** Films and shows have a lock for their trailer. */
export function isTrailerLocked(db: ReadDb, item: ArtEntity): boolean {
  return (
    prepare(db, 'candidate.isTrailerLocked', `SELECT trailer_locked FROM ${trailerTable(item)} WHERE id = ?`)
      .pluck()
      .get(item.id) === 1
  );
}

export function setTrailerLocked(db: WriteDb, item: ArtEntity, isLocked: boolean): void {
  prepare(
    db,
    'candidate.lockTrailer',
    `UPDATE ${trailerTable(item)} SET trailer_locked = ?, updated_at = ? WHERE id = ?`,
  ).run(Number(isLocked), nowTimestamp(), item.id);
}

function trailerTable({ type }: ArtEntity): string {
  if (type === 'movie') return 'movies';
  if (type === 'series') return 'series';
  throw new Error(`A ${type} has no trailer.`);
}

/** A trailer that lies beside the item, as a candidate. */
export function upsertLocalTrailer(
  db: WriteDb,
  item: ArtEntity,
  file: { path: string; sizeBytes: number; durationSeconds: number | null },
): void {
  prepare(
    db,
    'candidate.localTrailer',
    `INSERT INTO asset_candidates (entity_type, entity_id, asset_type, provider, source_key, file_path, file_size,
       duration_seconds)
     VALUES (@type, @id, 'trailer', 'local', 'local:' || @path, @path, @sizeBytes, @durationSeconds)
     ON CONFLICT (entity_type, entity_id, asset_type, source_key) DO UPDATE SET
       file_size = excluded.file_size, duration_seconds = excluded.duration_seconds`,
  ).run({ ...item, ...file, durationSeconds: file.durationSeconds === null ? null : Math.round(file.durationSeconds) });
}

export function deleteCandidate(db: WriteDb, id: number): void {
  prepare(db, 'candidate.delete', 'DELETE FROM asset_candidates WHERE id = ?').run(id);
}
