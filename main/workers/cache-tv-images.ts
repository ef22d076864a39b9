import type { ItemIssue } from '../../contract/items.ts';
import { judgeArtwork } from '../domain/classify/judge-artwork.ts';
import type { ListedFile } from '../domain/folder-facts.ts';
import type { TvArtworkFile } from '../domain/series-facts.ts';
import { cacheImage } from './cache-image.ts';
import type { ScannedTvImage } from './series-scan-facts.ts';

/**
 * Copies artwork of a show, season or episode into the cache; see cacheImage for what is left out, and what is thrown. What
 * does not suit its type is used all the same, and told of.
 */
export async function cacheTvImages(
  cacheDir: string,
  item: 'series' | 'season' | 'episode',
  artwork: readonly TvArtworkFile[],
  absolute: (file: ListedFile) => string,
  issues: ItemIssue[],
): Promise<ScannedTvImage[]> {
  const images: ScannedTvImage[] = [];
  for (const file of artwork) {
    const filePath = absolute(file);
    const image = await cacheImage(cacheDir, filePath, file.sizeBytes, issues);
    if (image === null) continue;
    const { type, problem } = judgeArtwork({ ...image, relPath: file.relPath, type: file.type }, item);
    if (problem !== null) issues.push({ ...problem, path: filePath });
    images.push({ ...image, filePath, type, index: file.index });
  }
  return images;
}
