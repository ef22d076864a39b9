import path from 'node:path';
import type { WriteDb } from '../../store/open-database.ts';
import { setActorThumb } from '../../store/people.store.ts';
import type { MovieFacts, ScannedImage } from '../../workers/scan-facts.ts';
import { applyFirstImages, applyImages, imageCounts, recordImage } from './apply-images.ts';

/** Records a film's images (see applyImages) and the portraits beside it. */
export function applyArtwork(
  db: WriteDb,
  movieId: number,
  facts: MovieFacts,
  locked: ReadonlySet<string>,
  isNew: boolean,
): void {
  const item = { type: 'movie', id: movieId } as const;
  const images = inWorstOrder(facts);
  if (isNew) applyFirstImages(db, item, images, (type) => locked.has(type));
  else applyImages(db, item, images, (type) => locked.has(type));
  for (const portrait of facts.actorImages) {
    recordImage(db, portrait);
    setActorThumb(db, item, portrait.actorName, portrait.hash);
  }
}

/** How many images of each type the film's own files select. */
export function countsFromFiles(facts: MovieFacts): Map<string, number> {
  return imageCounts(inWorstOrder(facts));
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
