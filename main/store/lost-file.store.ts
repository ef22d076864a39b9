import type { ItemRef } from '../../contract/primitives.ts';
import { rangeBelow } from './folder-scope.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** A file that Metarr published last at a path, and where its bytes are kept. */
export interface KeptPublishedFile {
  path: string;
  item: ItemRef;
  /** `nfo` for an NFO, else as in published_files. */
  assetType: string;
  hash: string;
  sizeBytes: number;
  /** In the cache, by what is known of it; null when the cache never had these bytes. */
  cachePath: string | null;
  /** The history has the text of this NFO. */
  hasText: boolean;
  /** The item can be published: it is not in the trash. */
  isLive: boolean;
}

interface Row extends Omit<KeptPublishedFile, 'item' | 'hasText' | 'isLive'> {
  type: ItemRef['type'];
  itemId: number;
  hasText: number;
  isLive: number;
}

const SELECT = `SELECT p.path, p.entity_type AS type, p.entity_id AS itemId, p.asset_type AS assetType, p.content_hash AS hash,
    p.size_bytes AS sizeBytes, ci.file_path AS cachePath,
    p.asset_type = 'nfo' AND EXISTS (SELECT 1 FROM publish_log l WHERE l.entity_type = p.entity_type
      AND l.entity_id = p.entity_id AND l.nfo_hash = p.content_hash AND l.nfo_content IS NOT NULL) AS hasText,
    CASE p.entity_type
      WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies i WHERE i.id = p.entity_id AND i.deleted_on IS NULL)
      WHEN 'series' THEN EXISTS (SELECT 1 FROM series i WHERE i.id = p.entity_id AND i.deleted_on IS NULL)
      WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons s JOIN series i ON i.id = s.series_id
        WHERE s.id = p.entity_id AND i.deleted_on IS NULL)
      WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes e JOIN series i ON i.id = e.series_id
        WHERE e.id = p.entity_id AND e.deleted_on IS NULL AND i.deleted_on IS NULL)
      ELSE 1
    END AS isLive
  FROM published_files p LEFT JOIN cache_inventory ci ON ci.content_hash = p.content_hash`;

function toFile({ type, itemId, hasText, isLive, ...row }: Row): KeptPublishedFile {
  return { ...row, item: { type, id: itemId }, hasText: hasText === 1, isLive: isLive === 1 };
}

export function countPublishedBelow(db: ReadDb, folder: string): number {
  return prepare(db, 'lostFile.count', 'SELECT count(*) FROM published_files WHERE path > @from AND path < @to')
    .pluck()
    .get(rangeBelow(folder)) as number;
}

/** What was published below a folder, in the order of the paths, from behind `after` ('' from the start). */
export function publishedBelow(db: ReadDb, folder: string, after: string, limit: number): KeptPublishedFile[] {
  const { from, to } = rangeBelow(folder);
  const rows = prepare(
    db,
    'lostFile.below',
    `${SELECT} WHERE p.path > @after AND p.path < @to ORDER BY p.path LIMIT @limit`,
  ).all({ after: after === '' ? from : after, to, limit }) as Row[];
  return rows.map(toFile);
}

/** What was published of an item. */
export function publishedFilesOf(db: ReadDb, item: ItemRef): KeptPublishedFile[] {
  const rows = prepare(db, 'lostFile.of', `${SELECT} WHERE p.entity_type = ? AND p.entity_id = ? ORDER BY p.path`).all(
    item.type,
    item.id,
  ) as Row[];
  return rows.map(toFile);
}
