import type { CustomNames, NamingProfile, PatternKey } from '../../contract/profiles.ts';
import type { AssetImageType } from './asset-types.ts';
import { fillPattern, type PatternValues, placeholdersIn } from './profiles/name-pattern.ts';

export type { NamingProfile } from '../../contract/profiles.ts';

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
    }
  | {
      type: 'set';
      /** Its folder in the movie set information folder; null where it has none, and its files lie among others. */
      folder: string | null;
    };

/** Whose names are given: a profile's, and where there are some, the person's own on top of it. */
export interface Naming {
  profile: NamingProfile;
  names?: CustomNames | undefined;
}

export interface PublishedImageInput extends Naming {
  item: NamedItem;
  type: AssetImageType;
  /** 0 for the first image of the type. */
  rank: number;
  /** With the dot: ".jpg". */
  extension: string;
}

type Movie = Extract<NamedItem, { type: 'movie' }>;
type Season = Extract<NamedItem, { type: 'season' }>;
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

/** What Jellyfin and Emby read of a season in the show's folder; the rest they look for in the season's own. */
const SEASON_TYPES_IN_SHOW: readonly AssetImageType[] = ['poster', 'fanart', 'banner', 'landscape'];

/**
 * The file name an image is published under, relative to the item's folder: the film's, the show's (for its seasons, too),
 * or the one the episode's video lies in. See https://kodi.wiki/view/TV_show_artwork,
 * https://jellyfin.org/docs/general/server/media/shows/ and
 * https://support.plex.tv/articles/200220717-local-media-assets-tv-shows/.
 */
export function publishedImageName(input: PublishedImageInput): string {
  const { item, profile, type, rank, extension } = input;
  const own = customImageStem(input);
  if (own !== null) return `${own}${extension}`;
  const word = `${WORDS[profile][type] ?? type}${numberOf(profile, type, rank)}`;
  switch (item.type) {
    case 'movie': {
      const isLong = item.isFlat || (profile === 'kodi' && !item.isDisc && item.hasVersions !== true);
      return `${isLong ? `${videoName(profile, item)}-` : ''}${word}${extension}`;
    }
    case 'series':
      return `${word}${extension}`;
    case 'season':
      return `${seasonImageStem(profile, item, type, rank)}${extension}`;
    case 'episode':
      return profile === 'plex' && type === 'thumb' && rank === 0
        ? `${item.baseName}${extension}`
        : `${item.baseName}-${type}${plainNumber(rank)}${extension}`;
    case 'set':
      return `${item.folder === null ? 'movieset-' : `${item.folder}/`}${type}${plainNumber(rank)}${extension}`;
  }
}

/**
 * The NFO's file name, relative to the item's folder. Null where the players of the profile read none: Kodi and Plex have
 * none for seasons, and a season without a folder to itself has no place for one. `movie.nfo` is for a film alone in its
 * folder: it counts for every video there (https://kodi.wiki/view/NFO_files/Movies). Of a film in versions Jellyfin and Emby
 * go by the one that they put first, which need not be ours, and read `movie.nfo` for any (Jellyfin's MovieNfoSaver,
 * GetMovieSavePaths, and VideoListResolver).
 */
export function publishedNfoName({ profile, names }: Naming, item: NamedItem): string | null {
  switch (item.type) {
    case 'movie': {
      const isAlone = !item.isFlat && item.hasVersions !== true;
      const isForAll = !item.isFlat && item.hasVersions === true && (profile === 'jellyfin' || profile === 'emby');
      const isShort = names?.['movie.nfo'] === undefined ? profile === 'kodi_short' : names['movie.nfo'] === 'movie';
      return item.isDisc || isForAll || (isShort && isAlone) ? 'movie.nfo' : `${item.baseName}.nfo`;
    }
    case 'series':
      return 'tvshow.nfo';
    case 'season':
      return item.folder !== null && (profile === 'jellyfin' || profile === 'emby')
        ? `${item.folder}/season.nfo`
        : null;
    case 'episode':
      return `${item.baseName}.nfo`;
    case 'set':
      return item.folder === null ? null : `${item.folder}/set.nfo`;
  }
}

/**
 * The trailer's file name, relative to the item's folder; null where there are none. All players take what ends with
 * "-trailer" (https://kodi.wiki/view/Trailers, https://jellyfin.org/docs/general/server/media/movies/#extras,
 * https://support.plex.tv/articles/local-files-for-trailers-and-extras/); "movie-trailer" is Kodi's name for a film that has
 * its folder to itself, "tvshow-trailer" that of a show.
 */
export function publishedTrailerName({ profile, names }: Naming, item: NamedItem, extension: string): string | null {
  if (item.type === 'series') return `${names?.['series.trailer'] ?? 'tvshow-trailer'}${extension}`;
  if (item.type !== 'movie') return null;
  const own = names?.['movie.trailer'];
  // Without its folder the name of a trailer may be the film's.
  const isOwn = own !== undefined && !(item.isFlat && own.includes('/'));
  const stem = isOwn ? movieStem(own, item, videoName(profile, item), '') : null;
  if (stem !== null) return `${stem}${extension}`;
  const isShort = !item.isFlat && (item.isDisc || (profile === 'kodi_short' && item.hasVersions !== true));
  return `${isShort ? 'movie' : videoName(profile, item)}-trailer${extension}`;
}

/** Kodi looks for the artwork of a film in parts under the name of all of them, the others under the first one's. */
function videoName(profile: NamingProfile, item: Movie): string {
  const isKodi = profile === 'kodi' || profile === 'kodi_short';
  return isKodi ? (item.stackName ?? item.baseName) : item.baseName;
}

/**
 * How the further images of a type are numbered. Emby and Plex want a dash before a fanart's number ("fanart-1", where
 * Jellyfin's "backdrop1" has none).
 */
function numberOf(profile: NamingProfile, type: AssetImageType, rank: number): string {
  const hasDash = rank > 0 && type === 'fanart' && (profile === 'emby' || profile === 'plex');
  return `${hasDash ? '-' : ''}${plainNumber(rank)}`;
}

function plainNumber(rank: number): string {
  return rank === 0 ? '' : String(rank);
}

/** In the show's folder all players but Plex know a season's artwork by Kodi's words. */
function seasonImageStem(profile: NamingProfile, item: Season, type: AssetImageType, rank: number): string {
  const { season, folder } = item;
  const letter = rank === 0 ? '' : LETTERS[rank];
  if (profile === 'plex' && season > 0 && type === 'poster' && letter !== undefined) {
    return `Season${twoDigits(season)}${letter}`;
  }
  const isServer = profile === 'jellyfin' || profile === 'emby';
  const isInShow = SEASON_TYPES_IN_SHOW.includes(type) ? rank === 0 || type !== 'fanart' : rank > 0;
  if (isServer && folder !== null && !isInShow)
    return `${folder}/${type === 'fanart' ? 'backdrop' : type}${plainNumber(rank)}`;
  return `${seasonName(season)}-${type}${plainNumber(rank)}`;
}

function seasonName(season: number): string {
  return season === 0 ? 'season-specials' : `season${twoDigits(season)}`;
}

function twoDigits(season: number): string {
  return String(season).padStart(2, '0');
}

/** The name the person wants; null when they want none, or it cannot be had for this item. */
function customImageStem({ names, profile, item, type, rank }: PublishedImageInput): string | null {
  if (names === undefined) return null;
  const ofFirst = `${item.type}.${type}` as PatternKey;
  const ofOthers = `${item.type}.extrafanart` as PatternKey;
  const pattern = (rank > 0 && type === 'fanart' ? names[ofOthers] : undefined) ?? names[ofFirst];
  if (pattern === undefined) return null;
  const n = plainNumber(rank);
  switch (item.type) {
    case 'movie':
      return movieStem(pattern, item, videoName(profile, item), n);
    case 'series':
      return fillPattern(pattern, { n });
    case 'season':
      return fillPattern(pattern, seasonValues(item, n));
    case 'episode':
      return fillPattern(pattern, { video: item.baseName, n });
    case 'set':
      return null;
  }
}

function seasonValues({ season, folder }: Season, n: string): PatternValues {
  const values = { n, season: twoDigits(season), 'season name': seasonName(season) };
  return folder === null ? values : { ...values, folder };
}

/**
 * Where several films share a folder, the video's name is put before a pattern without it, and folders in it are left out.
 * The names of a disc's videos say nothing, and a name of one version nothing of the others: there a pattern with the
 * video's name does not count.
 */
function movieStem(pattern: string, item: Movie, video: string, n: string): string | null {
  const namesVideo = placeholdersIn(pattern).includes('video');
  if (namesVideo && (item.isDisc || (item.hasVersions === true && !item.isFlat))) return null;
  const stem = fillPattern(pattern, { video, n });
  if (stem === null || !item.isFlat) return stem;
  const last = stem.slice(stem.lastIndexOf('/') + 1);
  return namesVideo ? last : `${video}-${last}`;
}
