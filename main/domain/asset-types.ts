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
  'characterart',
] as const;
export type MovieImageType = (typeof MOVIE_IMAGE_TYPES)[number];

/** What a file's name can say that an image is; each item has those of them that `imageTypesOf` lists. */
export type AssetImageType = MovieImageType | 'thumb';

export const SERIES_IMAGE_TYPES = [
  'poster',
  'fanart',
  'banner',
  'clearlogo',
  'clearart',
  'landscape',
  'keyart',
  'characterart',
] as const satisfies readonly AssetImageType[];

export const SEASON_IMAGE_TYPES = [
  'poster',
  'fanart',
  'banner',
  'landscape',
  'clearlogo',
  'clearart',
  'keyart',
  'thumb',
] as const satisfies readonly AssetImageType[];

export const EPISODE_IMAGE_TYPES = ['thumb'] as const satisfies readonly AssetImageType[];

export const SET_IMAGE_TYPES = [
  'poster',
  'fanart',
  'banner',
  'clearlogo',
  'clearart',
  'discart',
  'landscape',
  'keyart',
] as const satisfies readonly AssetImageType[];

const IMAGE_TYPES = {
  movie: MOVIE_IMAGE_TYPES,
  series: SERIES_IMAGE_TYPES,
  season: SEASON_IMAGE_TYPES,
  episode: EPISODE_IMAGE_TYPES,
  set: SET_IMAGE_TYPES,
} as const;

/** The image types that an item of the kind has a lock and candidates for (the `<type>_locked` columns of its table). */
export function imageTypesOf(itemType: keyof typeof IMAGE_TYPES): readonly AssetImageType[] {
  return IMAGE_TYPES[itemType];
}

export const ASSET_TYPES = [...MOVIE_IMAGE_TYPES, 'thumb', 'trailer', 'subtitle', 'theme'] as const;
export type AssetType = (typeof ASSET_TYPES)[number];

export function isMovieImageType(name: string): name is MovieImageType {
  return (MOVIE_IMAGE_TYPES as readonly string[]).includes(name);
}
