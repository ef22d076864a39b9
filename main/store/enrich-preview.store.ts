import type { EnrichPreview } from '../../contract/enrichment.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { addDays, nowTimestamp } from './timestamps.ts';

const KEEP_DAYS = 7;

/** Begins an empty preview; those of last week go. */
export function addPreview(db: WriteDb): number {
  prepare(db, 'preview.sweep', 'DELETE FROM enrich_previews WHERE created_at < ?').run(
    addDays(nowTimestamp(), -KEEP_DAYS),
  );
  return Number(prepare(db, 'preview.add', 'INSERT INTO enrich_previews DEFAULT VALUES').run().lastInsertRowid);
}

export function hasPreview(db: ReadDb, previewId: number): boolean {
  return prepare(db, 'preview.has', 'SELECT 1 FROM enrich_previews WHERE id = ?').get(previewId) !== undefined;
}

/** @param position of the item in the selection: a job that begins anew writes it again */
export function putPreviewItem(db: WriteDb, previewId: number, position: number, preview: EnrichPreview): void {
  const isChanged = preview.changes.length > 0 || preview.artwork.length > 0;
  prepare(
    db,
    'preview.put',
    'INSERT OR REPLACE INTO enrich_preview_items (preview_id, position, is_changed, data) VALUES (?, ?, ?, ?)',
  ).run(previewId, position, Number(isChanged), JSON.stringify(preview));
}

export interface PreviewPage {
  previews: EnrichPreview[];
  /** Null at the end. */
  nextAfter: number | null;
}

/** The next items behind a position, in the order of the selection. */
export function previewPage(db: ReadDb, previewId: number, after: number | null, limit: number): PreviewPage {
  const rows = prepare(
    db,
    'preview.page',
    `SELECT position, data FROM enrich_preview_items WHERE preview_id = ? AND position > ? ORDER BY position LIMIT ?`,
  ).all(previewId, after ?? -1, limit + 1) as { position: number; data: string }[];
  const shown = rows.slice(0, limit);
  return {
    previews: shown.map(({ data }) => JSON.parse(data) as EnrichPreview),
    nextAfter: rows.length > limit ? (shown.at(-1)?.position ?? null) : null,
  };
}

export function previewCounts(db: ReadDb, previewId: number): { total: number; changed: number } {
  return prepare(
    db,
    'preview.counts',
    `SELECT count(*) AS total, coalesce(sum(is_changed), 0) AS changed FROM enrich_preview_items WHERE preview_id = ?`,
  ).get(previewId) as { total: number; changed: number };
}
