import { readArtworkName, splitArtworkName } from '../../domain/classify/artwork-name.ts';
import { readTvArtworkName } from '../../domain/classify/tv-artwork-name.ts';
import type { ItemRecord } from '../../store/item.store.ts';

/** The number of an image among those of its type, as the next scan will read it: 0 for poster.jpg, 2 for fanart2.jpg. */
export function numberInName(stem: string, item: ItemRecord): number {
  if (item.type === 'movie') return (readArtworkName(stem) ?? splitArtworkName(stem)?.artwork)?.index ?? 0;
  const videoStems = new Set(item.base_name === '' ? [] : [item.base_name]);
  return readTvArtworkName(stem, { videoStems, inSeasonFolder: null })?.index ?? 0;
}
