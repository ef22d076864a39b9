import type { ItemRef } from '../../../contract/primitives.ts';
import { forgetMissingFiles, selectionOf, setSelection, upsertLocalCandidate } from '../../store/artwork.store.ts';
import { recordCachedFile } from '../../store/cache.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { CachedImage } from '../../workers/scan-facts.ts';

export interface FoundImage extends CachedImage {
  filePath: string;
  /** An artwork type of the item. */
  type: string;
  /** 0 for the plain name, n for fanartN. */
  index: number;
}

/**
 * Records an item's images as candidates. Those in use beside it are selected, unless the person has chosen (which locks
 * the type); a type whose files are gone keeps its selection, because the bytes are in the cache and publishing puts them
 * back.
 * @param images worst name first: where two files stand for the same image of a type, the last one has the last word
 * @param isNew the item has no images yet
 */
export function applyImages(
  db: WriteDb,
  item: ItemRef,
  images: readonly FoundImage[],
  isLocked: (type: string) => boolean,
  isNew: boolean,
): void {
  const byType = new Map<string, Map<number, number>>();
  for (const image of images) {
    recordImage(db, image);
    const candidateId = upsertLocalCandidate(db, {
      item,
      type: image.type,
      hash: image.hash,
      cachePath: image.cachePath,
      sizeBytes: image.sizeBytes,
      width: image.width,
      height: image.height,
      filePath: image.filePath,
      fileIndex: image.index,
    });
    const slots = byType.get(image.type) ?? new Map<number, number>();
    slots.set(image.index, candidateId);
    byType.set(image.type, slots);
  }
  if (!isNew) forgetMissingFiles(db, item, images);
  for (const [type, found] of byType) {
    if (isLocked(type)) continue;
    const wanted = [...new Set([...found].sort(([a], [b]) => a - b).map(([, candidateId]) => candidateId))];
    if (isNew || selectionOf(db, item, type).join() !== wanted.join()) {
      setSelection(db, item, type, wanted, 'local', isNew);
    }
  }
}

/** How many images of each type the files select. */
export function imageCounts(images: readonly FoundImage[]): Map<string, number> {
  const hashes = new Map<string, Map<number, string>>();
  for (const image of images) {
    hashes.set(image.type, (hashes.get(image.type) ?? new Map<number, string>()).set(image.index, image.hash));
  }
  return new Map([...hashes].map(([type, slots]) => [type, new Set(slots.values()).size]));
}

/** Makes an image's bytes known to the cache. */
export function recordImage(db: WriteDb, image: CachedImage): void {
  recordCachedFile(db, {
    contentHash: image.hash,
    filePath: image.cachePath,
    fileSize: image.sizeBytes,
    assetType: 'image',
    mimeType: image.mimeType,
    width: image.width,
    height: image.height,
  });
}
