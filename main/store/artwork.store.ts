import type { Artwork } from '../../contract/artwork.ts';
import type { ItemRef } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface LocalCandidate {
  item: ItemRef;
  type: string;
  hash: string;
  cachePath: string;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  /** The file in the library; null for an upload. */
  filePath: string | null;
  /** Which of the type the file's name makes it: 0 for poster.jpg, n for fanartN; null for an upload. */
  fileIndex: number | null;
}

/**
 * Adds an image of the person's own (a file found or handed in), or refreshes the row that has the same bytes: a provider's,
 * too, whose image was published and is found again.
 */
export function upsertLocalCandidate(db: WriteDb, candidate: LocalCandidate): number {
  const { item, ...columns } = candidate;
  const known = prepare(
    db,
    'artwork.adoptFile',
    `UPDATE asset_candidates SET file_path = coalesce(@filePath, file_path), updated_at = @now,
       provider_metadata = iif(@filePath IS NULL, provider_metadata,
         json_set(coalesce(provider_metadata, '{}'), '$.fileIndex', @fileIndex))
     WHERE id = (SELECT id FROM asset_candidates
                 WHERE entity_type = @entityType AND entity_id = @entityId AND asset_type = @type AND content_hash = @hash
                   AND source_key <> 'local:' || @hash
                 ORDER BY is_selected DESC, id LIMIT 1)
     RETURNING id`,
  )
    .pluck()
    .get({
      entityType: item.type,
      entityId: item.id,
      type: candidate.type,
      hash: candidate.hash,
      filePath: candidate.filePath,
      fileIndex: candidate.fileIndex,
      now: nowTimestamp(),
    }) as number | undefined;
  if (known !== undefined) return known;
  return prepare(
    db,
    'artwork.upsert',
    `INSERT INTO asset_candidates (entity_type, entity_id, asset_type, provider, source_key, width, height, file_size,
       is_downloaded, cache_path, content_hash, file_path, provider_metadata)
     VALUES (@entityType, @entityId, @type, 'local', 'local:' || @hash, @width, @height, @sizeBytes, 1, @cachePath, @hash, @filePath,
       json_object('fileIndex', @fileIndex))
     ON CONFLICT (entity_type, entity_id, asset_type, source_key) DO UPDATE
       SET file_path = coalesce(excluded.file_path, file_path), updated_at = @now,
         provider_metadata = iif(excluded.file_path IS NULL, provider_metadata, excluded.provider_metadata)
     RETURNING id`,
  )
    .pluck()
    .get({ ...columns, entityType: item.type, entityId: item.id, now: nowTimestamp() }) as number;
}

/**
 * Adds an image that a scan found beside an item that has none yet, selected at a rank (0 is the main one) or not at all
 * (null). The same bytes a second time are left out.
 */
export function insertFoundCandidate(db: WriteDb, candidate: LocalCandidate, rank: number | null): void {
  const { item, ...columns } = candidate;
  prepare(
    db,
    'artwork.insertFound',
    `INSERT OR FAIL INTO asset_candidates (entity_type, entity_id, asset_type, provider, source_key, width, height, file_size,
       is_downloaded, cache_path, content_hash, file_path, provider_metadata, is_selected, selected_rank, selected_by,
       selected_at)
     VALUES (@entityType, @entityId, @type, 'local', 'local:' || @hash, @width, @height, @sizeBytes, 1, @cachePath, @hash,
       @filePath, json_object('fileIndex', @fileIndex), @rank IS NOT NULL, @rank, iif(@rank IS NULL, NULL, 'local'),
       iif(@rank IS NULL, NULL, @now))
     ON CONFLICT (entity_type, entity_id, asset_type, source_key) DO NOTHING`,
  ).run({ ...columns, entityType: item.type, entityId: item.id, rank, now: nowTimestamp() });
}

export interface CandidateRow {
  id: number;
  assetType: string;
  hash: string | null;
  cachePath: string | null;
  filePath: string | null;
  sizeBytes: number | null;
  width: number | null;
  height: number | null;
  isSelected: number;
  rank: number | null;
  selectedBy: Artwork['selectedBy'];
  provider: string;
  mimeType: string | null;
  color: string | null;
  fileIndex: number | null;
}

const SELECT = `SELECT c.id, c.asset_type AS assetType, c.content_hash AS hash, ci.file_path AS cachePath,
    c.file_path AS filePath, c.file_size AS sizeBytes, c.width, c.height, c.is_selected AS isSelected,
    c.selected_rank AS rank, c.selected_by AS selectedBy, c.provider, ci.mime_type AS mimeType, ci.dominant_color AS color,
    c.provider_metadata ->> '$.fileIndex' AS fileIndex
  FROM asset_candidates c LEFT JOIN cache_inventory ci ON ci.content_hash = c.content_hash`;

/** All images of an item: selected ones first by rank, then the newest. */
export function candidatesOf(db: ReadDb, item: ItemRef): CandidateRow[] {
  return prepare(
    db,
    'artwork.of',
    `${SELECT} WHERE c.entity_type = ? AND c.entity_id = ? AND c.is_rejected = 0
     ORDER BY c.asset_type, c.is_selected DESC, c.selected_rank, c.id DESC`,
  ).all(item.type, item.id) as CandidateRow[];
}

export function getCandidate(db: ReadDb, id: number): (CandidateRow & { item: ItemRef }) | null {
  const row = prepare(
    db,
    'artwork.get',
    `${SELECT.replace('SELECT c.id,', 'SELECT c.entity_type AS itemType, c.entity_id AS itemId, c.id,')}
     WHERE c.id = ? AND c.entity_type IN ('movie', 'series', 'season', 'episode', 'set')`,
  ).get(id) as (CandidateRow & { itemType: ItemRef['type']; itemId: number }) | undefined;
  if (row === undefined) return null;
  const { itemType, itemId, ...candidate } = row;
  return { ...candidate, item: { type: itemType, id: itemId } };
}

/** When images of the items came to where they are, and when they were chosen. */
export interface ImageTimes {
  /** By path of a file in the library: when its bytes were last seen there. */
  seenAt: Map<string, string>;
  /** By type and hash, `poster 9f86…`: when a person or automation chose it. */
  chosenAt: Map<string, string>;
}

export function imageTimes(db: ReadDb, items: readonly ItemRef[]): ImageTimes {
  const find = prepare(
    db,
    'artwork.times',
    `SELECT asset_type AS type, content_hash AS hash, file_path AS path, updated_at AS seenAt, selected_at AS chosenAt
     FROM asset_candidates
     WHERE entity_type = ? AND entity_id = ? AND content_hash IS NOT NULL AND (file_path IS NOT NULL OR is_selected = 1)`,
  );
  interface Row {
    type: string;
    hash: string;
    path: string | null;
    seenAt: string;
    chosenAt: string | null;
  }
  const rows = items.flatMap((item) => find.all(item.type, item.id) as Row[]);
  return {
    seenAt: new Map(rows.flatMap(({ path, seenAt }) => (path === null ? [] : [[path, seenAt]]))),
    chosenAt: new Map(
      rows.flatMap(({ type, hash, chosenAt }) => (chosenAt === null ? [] : [[`${type} ${hash}`, chosenAt]])),
    ),
  };
}

/** How many images of each type are selected. */
export function selectedCounts(db: ReadDb, item: ItemRef): Map<string, number> {
  const rows = prepare(
    db,
    'artwork.counts',
    `SELECT asset_type, count(*) AS n FROM asset_candidates
     WHERE entity_type = ? AND entity_id = ? AND is_selected = 1 GROUP BY asset_type`,
  ).all(item.type, item.id) as { asset_type: string; n: number }[];
  return new Map(rows.map((row) => [row.asset_type, row.n]));
}

/** The selection of a type, best first, by candidate id. */
export function selectionOf(db: ReadDb, item: ItemRef, type: string): number[] {
  return prepare(
    db,
    'artwork.selection',
    `SELECT id FROM asset_candidates WHERE entity_type = ? AND entity_id = ? AND asset_type = ? AND is_selected = 1
     ORDER BY selected_rank, id`,
  )
    .pluck()
    .all(item.type, item.id, type) as number[];
}

/** Makes exactly these candidates the selection of their type, in this order. */
export function setSelection(
  db: WriteDb,
  item: ItemRef,
  type: string,
  candidateIds: readonly number[],
  selectedBy: NonNullable<Artwork['selectedBy']>,
  isFirst = false,
): void {
  const now = nowTimestamp();
  // An item that was just added has no selection to take away.
  if (!isFirst)
    prepare(
      db,
      'artwork.deselect',
      `UPDATE asset_candidates SET is_selected = 0, selected_rank = NULL, selected_by = NULL, selected_at = NULL, updated_at = ?
     WHERE entity_type = ? AND entity_id = ? AND asset_type = ? AND is_selected = 1`,
    ).run(now, item.type, item.id, type);
  const select = prepare(
    db,
    'artwork.select',
    // A provider's image was never a file of the library's: what is put back is automation's choice.
    `UPDATE asset_candidates SET is_selected = 1, selected_rank = ?,
       selected_by = (SELECT iif(value = 'local' AND provider_url IS NOT NULL, 'auto', value) FROM (SELECT ? AS value)),
       selected_at = ?, updated_at = ?
     WHERE id = ? AND entity_type = ? AND entity_id = ? AND asset_type = ?`,
  );
  candidateIds.forEach((id, rank) => {
    select.run(rank, selectedBy, now, now, id, item.type, item.id, type);
  });
}

/**
 * The file a candidate was read from is there no longer, or holds other bytes by now: the candidate's own stay in the
 * cache.
 */
export function forgetMissingFiles(
  db: WriteDb,
  item: ItemRef,
  present: readonly { filePath: string; hash: string }[],
): void {
  prepare(
    db,
    'artwork.forgetMissing',
    `UPDATE asset_candidates SET file_path = NULL, updated_at = ?
     WHERE entity_type = ? AND entity_id = ? AND file_path IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM json_each(?) p
                       WHERE p.value ->> 0 = file_path AND p.value ->> 1 = asset_candidates.content_hash)`,
  ).run(nowTimestamp(), item.type, item.id, JSON.stringify(present.map(({ filePath, hash }) => [filePath, hash])));
}

/** After a publication: this file now holds these bytes, and no candidate of other bytes is that file any more. */
export function setCandidateFile(
  db: WriteDb,
  item: ItemRef,
  file: { path: string; type: string; hash: string | null; fileIndex: number | null },
): void {
  prepare(
    db,
    'artwork.releaseFile',
    `UPDATE asset_candidates SET file_path = NULL, updated_at = ?
     WHERE entity_type = ? AND entity_id = ? AND file_path = ? AND content_hash IS NOT ?`,
  ).run(nowTimestamp(), item.type, item.id, file.path, file.hash);
  if (file.hash === null) return;
  prepare(
    db,
    'artwork.setFile',
    `UPDATE asset_candidates SET file_path = ?,
       provider_metadata = json_set(coalesce(provider_metadata, '{}'), '$.fileIndex', ?), updated_at = ?
     WHERE entity_type = ? AND entity_id = ? AND asset_type = ? AND content_hash = ?`,
  ).run(file.path, file.fileIndex, nowTimestamp(), item.type, item.id, file.type, file.hash);
}
