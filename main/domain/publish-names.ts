import type { MovieImageType } from './asset-types.ts';

export type NamingProfile = 'kodi' | 'kodi_short' | 'jellyfin' | 'emby' | 'plex';

/** The words each profile uses for artwork, where they differ from Kodi's (https://kodi.wiki/view/Movie_artwork, https://jellyfin.org/docs/general/server/media/movies/#metadata-images). */
const WORDS: Record<NamingProfile, Partial<Record<MovieImageType, string>>> = {
  kodi: {},
  kodi_short: {},
  jellyfin: { fanart: 'backdrop', discart: 'disc', landscape: 'thumb' },
  emby: { discart: 'disc', landscape: 'thumb' },
  plex: { discart: 'disc', landscape: 'thumb' },
};

export interface PublishedNameInput {
  profile: NamingProfile;
  type: MovieImageType;
  /** 0 for the first image of the type. */
  rank: number;
  /** Main video's file name without extension. */
  baseName: string;
  /** With the dot: ".jpg". */
  extension: string;
  /** Several films share the folder: short names would belong to none of them. */
  isFlat: boolean;
  /** BDMV or VIDEO_TS: names are always short, beside the disc folder. */
  isDisc: boolean;
}

/** The file name an image is published under, relative to the film's folder. */
export function publishedImageName(input: PublishedNameInput): string {
  const word = WORDS[input.profile][input.type] ?? input.type;
  const number = input.rank === 0 ? '' : String(input.rank);
  const isLong = input.isFlat || (input.profile === 'kodi' && !input.isDisc);
  return isLong ? `${input.baseName}-${word}${number}${input.extension}` : `${word}${number}${input.extension}`;
}

/** The NFO's file name, relative to the film's folder. */
export function publishedNfoName(
  input: Pick<PublishedNameInput, 'profile' | 'baseName' | 'isFlat' | 'isDisc'>,
): string {
  if (input.isDisc) return 'movie.nfo';
  return input.profile === 'kodi_short' && !input.isFlat ? 'movie.nfo' : `${input.baseName}.nfo`;
}
