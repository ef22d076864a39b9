import path from 'node:path';
import type { ItemRef } from '../../../contract/primitives.ts';
import { MOVIE_IMAGE_TYPES } from '../../domain/asset-types.ts';
import { forgetMissingFiles, selectionOf, setSelection, upsertLocalCandidate } from '../../store/artwork.store.ts';
import { recordCachedFile } from '../../store/cache.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { setActorThumb } from '../../store/people.store.ts';
import type { CachedImage, MovieFacts, ScannedImage } from '../../workers/scan-facts.ts';

/**
 * Records a film's images as candidates. Those in use beside the film are selected, unless the person has chosen (which
 * locks the type); a type whose files are gone keeps its selection, because the bytes are in the cache and publishing
 * puts them back.
 */
export function applyArtwork(
  db: WriteDb,
  movieId: number,
  facts: MovieFacts,
  locked: ReadonlySet<string>,
  isNew: boolean,
): void {
  const item: ItemRef = { type: 'movie', id: movieId };
  const byType = new Map<string, Map<number, number>>();
  for (const image of inWorstOrder(facts)) {
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
  if (!isNew) forgetMissingFiles(db, item, facts.images);
  for (const type of MOVIE_IMAGE_TYPES) {
    const found = byType.get(type);
    if (found === undefined || locked.has(type)) continue;
    const wanted = [...new Set([...found].sort(([a], [b]) => a - b).map(([, candidateId]) => candidateId))];
    if (isNew || selectionOf(db, item, type).join() !== wanted.join()) {
      setSelection(db, item, type, wanted, 'local', isNew);
    }
  }
  for (const portrait of facts.actorImages) {
    recordImage(db, portrait);
    setActorThumb(db, item, portrait.actorName, portrait.hash);
  }
}

/** How many images of each type the film's own files select. */
export function countsFromFiles(facts: MovieFacts): Map<string, number> {
  const hashes = new Map<string, Map<number, string>>();
  for (const image of inWorstOrder(facts)) {
    hashes.set(image.type, (hashes.get(image.type) ?? new Map<number, string>()).set(image.index, image.hash));
  }
  return new Map([...hashes].map(([type, slots]) => [type, new Set(slots.values()).size]));
}

/** Worst name first: where two files stand for the same image of a type, the one that players prefer has the last word. */
function inWorstOrder(facts: MovieFacts): ScannedImage[] {
  return facts.images.length < 2
    ? facts.images
    : [...facts.images].sort((a, b) => nameRank(b, facts) - nameRank(a, facts));
}

/** 0 for `<video>-poster.jpg`, 1 for `poster.jpg`, 2 for other accepted names: the order in which Kodi looks. */
function nameRank(image: ScannedImage, facts: MovieFacts): number {
  const name = path.parse(image.filePath).name.toLowerCase();
  if (name.startsWith(`${facts.baseName.toLowerCase()}-`)) return 0;
  return name.startsWith(image.type) ? 1 : 2;
}

function recordImage(db: WriteDb, image: CachedImage): void {
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
