import type { ItemRef } from '../../../contract/primitives.ts';
import {
  candidatesOf,
  forgetMissingFiles,
  insertFoundCandidate,
  type LocalCandidate,
  selectionOf,
  setSelection,
  upsertLocalCandidate,
} from '../../store/artwork.store.ts';
import { hasManualSelection } from '../../store/candidate.store.ts';
import { recordCachedImage } from '../../store/cache.store.ts';
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
 */
export function applyImages(
  db: WriteDb,
  item: ItemRef,
  images: readonly FoundImage[],
  isLocked: (type: string) => boolean,
): void {
  const byType = new Map<string, Map<number, number>>();
  for (const image of images) {
    recordImage(db, image);
    const candidateId = upsertLocalCandidate(db, toCandidate(item, image));
    const slots = byType.get(image.type) ?? new Map<number, number>();
    slots.set(image.index, candidateId);
    byType.set(image.type, slots);
  }
  const unpublished = unpublishedChoices(db, item, byType);
  forgetMissingFiles(db, item, images);
  for (const [type, found] of byType) {
    if (isLocked(type) || hasManualSelection(db, item, type)) continue;
    const files = [...found].sort(([a], [b]) => a - b).map(([, candidateId]) => candidateId);
    // What was chosen beside them and has no file yet is still to be published.
    const wanted = [...new Set([...files, ...(unpublished.get(type) ?? [])])];
    if (selectionOf(db, item, type).join() !== wanted.join()) setSelection(db, item, type, wanted, 'local');
  }
}

/** Images that were chosen by themselves and not published yet, of the types that files were found of. */
function unpublishedChoices(db: WriteDb, item: ItemRef, types: ReadonlyMap<string, unknown>): Map<string, number[]> {
  const chosen = types.size === 0 ? [] : candidatesOf(db, item);
  return new Map(
    [...types.keys()].map((type) => [
      type,
      chosen
        .filter((row) => row.assetType === type && row.selectedBy === 'auto' && row.filePath === null)
        .map(({ id }) => id),
    ]),
  );
}

/** As applyImages, for an item that was just added: one statement an image. */
export function applyFirstImages(
  db: WriteDb,
  item: ItemRef,
  images: readonly FoundImage[],
  isLocked: (type: string) => boolean,
): void {
  const ranks = rankImages(images);
  for (const image of images) {
    const rank = isLocked(image.type) ? null : (ranks.get(image.type)?.indexOf(image.hash) ?? -1);
    insertFoundCandidate(db, toCandidate(item, image), rank === -1 ? null : rank);
    // Afterwards: bytes that are referred to already need no count of their own.
    recordImage(db, image);
  }
}

function toCandidate(item: ItemRef, image: FoundImage): LocalCandidate {
  return {
    item,
    type: image.type,
    hash: image.hash,
    cachePath: image.cachePath,
    sizeBytes: image.sizeBytes,
    width: image.width,
    height: image.height,
    filePath: image.filePath,
    fileIndex: image.index,
  };
}

/** The selection that the files make, by type: hashes, the main one first. */
function rankImages(images: readonly FoundImage[]): Map<string, string[]> {
  const slots = new Map<string, Map<number, string>>();
  for (const image of images) {
    slots.set(image.type, (slots.get(image.type) ?? new Map<number, string>()).set(image.index, image.hash));
  }
  return new Map(
    [...slots].map(([type, found]) => [
      type,
      [...new Set([...found].sort(([a], [b]) => a - b).map(([, hash]) => hash))],
    ]),
  );
}

/** How many images of each type the files select. */
export function imageCounts(images: readonly FoundImage[]): Map<string, number> {
  return new Map([...rankImages(images)].map(([type, hashes]) => [type, hashes.length]));
}

/** Makes an image's bytes known to the cache. */
export function recordImage(db: WriteDb, image: CachedImage): void {
  recordCachedImage(db, image);
}
