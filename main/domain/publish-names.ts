import type { AssetImageType } from './asset-types.ts';

export type NamingProfile = 'kodi' | 'kodi_short' | 'jellyfin' | 'emby' | 'plex';

/** What names are made from, by the kind of item. */
export type NamedItem =
  | {
      type: 'movie';
      /** Main video's file name without extension. */
      baseName: string;
      /** Several films share the folder: short names would belong to none of them. */
      isFlat: boolean;
      /** BDMV or VIDEO_TS: names are always short, beside the disc folder. */
      isDisc: boolean;
      /** What Kodi calls the film's parts together; absent for a film in one piece. */
      stackName?: string;
      /** Long names would belong to one version and leave the others bare. */
      hasVersions?: boolean;
    }
  | { type: 'series' }
  | {
      type: 'season';
      /** 0 are the specials. */
      season: number;
      /** The season's own folder, relative to the show's; null when it has none, or shares it with another season. */
      folder: string | null;
    }
  | {
      type: 'episode';
      /** Main video's file name without extension; of a disc the name of the folder it lies in. */
      baseName: string;
    };

export interface PublishedImageInput {
  profile: NamingProfile;
  item: NamedItem;
  type: AssetImageType;
  /** 0 for the first image of the type. */
  rank: number;
  /** With the dot: ".jpg". */
  extension: string;
}

type Words = Partial<Record<AssetImageType, string>>;

/** The words each profile uses for artwork, where they differ from Kodi's (https://kodi.wiki/view/Movie_artwork, https://jellyfin.org/docs/general/server/media/movies/#metadata-images). */
const WORDS: Record<NamingProfile, Words> = {
  kodi: {},
  kodi_short: {},
  jellyfin: { fanart: 'backdrop', discart: 'disc', landscape: 'thumb' },
  emby: { discart: 'disc', landscape: 'thumb' },
  plex: { discart: 'disc', landscape: 'thumb' },
};

/** Letters that Plex numbers a season's posters by: Season01.jpg, Season01b.jpg. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The file name an image is published under, relative to the item's folder: the film's, the show's (for its seasons, too),
 * or the one the episode's video lies in. See https://kodi.wiki/view/TV_show_artwork,
 * https://jellyfin.org/docs/general/server/media/shows/ and
 * https://support.plex.tv/articles/200220717-local-media-assets-tv-shows/.
 */
export function publishedImageName(input: PublishedImageInput): string {
  const { item, profile, type, extension } = input;
  const number = input.rank === 0 ? '' : String(input.rank);
  const word = WORDS[profile][type] ?? type;
  switch (item.type) {
    case 'movie': {
      const isKodi = profile === 'kodi' || profile === 'kodi_short';
      const isLong = item.isFlat || (profile === 'kodi' && !item.isDisc && item.hasVersions !== true);
      const longName = isKodi ? (item.stackName ?? item.baseName) : item.baseName;
      return `${isLong ? `${longName}-` : ''}${word}${number}${extension}`;
    }
    case 'series':
      return `${word}${number}${extension}`;
    case 'season':
      return `${seasonImageStem(profile, item.season, type, input.rank)}${extension}`;
    case 'episode':
      return profile === 'plex' && type === 'thumb' && input.rank === 0
        ? `${item.baseName}${extension}`
        : `${item.baseName}-${type}${number}${extension}`;
  }
}

/** In the show's folder all players but Plex know a season's artwork by Kodi's words. */
function seasonImageStem(profile: NamingProfile, season: number, type: AssetImageType, rank: number): string {
  const digits = String(season).padStart(2, '0');
  const letter = rank === 0 ? '' : LETTERS[rank];
  if (profile === 'plex' && season > 0 && type === 'poster' && letter !== undefined) return `Season${digits}${letter}`;
  return `${season === 0 ? 'season-specials' : `season${digits}`}-${type}${rank === 0 ? '' : String(rank)}`;
}

/**
 * The NFO's file name, relative to the item's folder. Null where the players of the profile read none: Kodi and Plex have
 * none for seasons, and a season without a folder to itself has no place for one.
 */
export function publishedNfoName(profile: NamingProfile, item: NamedItem): string | null {
  switch (item.type) {
    case 'movie':
      return item.isDisc || (profile === 'kodi_short' && !item.isFlat) ? 'movie.nfo' : `${item.baseName}.nfo`;
    case 'series':
      return 'tvshow.nfo';
    case 'season':
      return item.folder !== null && (profile === 'jellyfin' || profile === 'emby')
        ? `${item.folder}/season.nfo`
        : null;
    case 'episode':
      return `${item.baseName}.nfo`;
  }
}
