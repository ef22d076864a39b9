import type { ImageType, ItemType } from '../../contract/primitives.ts';
import type { LibraryType } from '../../contract/libraries.ts';

/** The artwork types that each type of item can have, in the order they are shown. */
export const ITEM_IMAGES: Readonly<Record<ItemType, readonly ImageType[]>> = {
  movie: ['poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape', 'keyart', 'characterart'],
  series: ['poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'landscape', 'keyart', 'characterart'],
  season: ['poster', 'fanart', 'banner', 'landscape', 'clearlogo', 'clearart', 'keyart', 'thumb'],
  episode: ['thumb'],
  set: ['poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape', 'keyart'],
};

/** The types of items that a library holds, from the top. */
export const LIBRARY_ITEMS: Readonly<Record<LibraryType, readonly ItemType[]>> = {
  movies: ['movie'],
  tvshows: ['series', 'season', 'episode'],
};

/** Every artwork type that something in a library of this type can have. */
export function libraryImages(type: LibraryType): ImageType[] {
  return [...new Set(LIBRARY_ITEMS[type].flatMap((item) => ITEM_IMAGES[item]))];
}
