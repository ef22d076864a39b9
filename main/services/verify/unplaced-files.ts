import type { ItemRef } from '../../../contract/primitives.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type PublishedRow, unplacedSelections } from '../../store/verify-target.store.ts';
import { desiredImages } from '../publish/desired-images.ts';
import { placeOf } from '../publish/publish-place.ts';
import { findUnit } from '../publish/publish-unit.ts';

/**
 * Images of published items that lay in the library before Metarr came, were taken as they are, and are gone since the
 * last scan: chosen, in the cache, and in no file. They are expected where publishing would put them.
 */
export function unplacedFiles(
  db: ReadDb,
  type: ItemRef['type'],
  ids: readonly number[],
  published: readonly PublishedRow[],
): PublishedRow[] {
  const gone = new Map<number, Set<string>>();
  for (const { itemId, hash } of unplacedSelections(db, type, ids)) {
    gone.set(itemId, (gone.get(itemId) ?? new Set()).add(hash));
  }
  const known = new Set(published.map((row) => row.path));
  const found: PublishedRow[] = [];
  for (const [id, hashes] of gone) {
    const unit = findUnit(db, { type, id });
    const place = unit === null || unit.owner.id !== id ? null : placeOf(db, unit);
    if (unit === null || place === null) continue;
    // What Metarr wrote itself is expected where it wrote it.
    for (const row of published) if (row.itemId === id) hashes.delete(row.hash);
    for (const file of desiredImages(db, unit, place).files) {
      if (!hashes.has(file.contentHash) || known.has(file.path)) continue;
      found.push({
        itemId: id,
        path: file.path,
        assetType: file.assetType ?? 'other',
        hash: file.contentHash,
        sizeBytes: file.sizeBytes,
        mtimeMs: 0,
        publishedAt: '',
      });
    }
  }
  return found;
}
