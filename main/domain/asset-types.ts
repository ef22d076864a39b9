/** Kodi's artwork type names (https://kodi.wiki/view/Artwork_types), as `asset_candidates.asset_type` stores them. */
export const MOVIE_IMAGE_TYPES = [
  'poster',
  'fanart',
  'banner',
  'clearlogo',
  'clearart',
  'discart',
  'landscape',
  'keyart',
] as const;
export type MovieImageType = (typeof MOVIE_IMAGE_TYPES)[number];

export const ASSET_TYPES = [...MOVIE_IMAGE_TYPES, 'characterart', 'thumb', 'trailer', 'subtitle', 'theme'] as const;
export type AssetType = (typeof ASSET_TYPES)[number];

export function isMovieImageType(name: string): name is MovieImageType {
  return (MOVIE_IMAGE_TYPES as readonly string[]).includes(name);
}
