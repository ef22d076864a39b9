import type { AssetImageType } from '../asset-types.ts';
import { parseEpisodeName } from '../names/episode-name.ts';
import { parseSeasonFolder } from '../names/season-folder.ts';
import { type ArtworkWord, readArtworkWord, splitArtworkWord } from './artwork-words.ts';
import { foldName } from './video-unit.ts';

export interface TvArtworkName {
  /** May be a type that the item has no lock for (see imageTypesOf): such an image is known, but nothing uses it. */
  type: AssetImageType;
  scope: 'show' | 'season' | 'episode' | 'set';
  /** 0 = specials; "all" = the art that stands for all seasons; null when the name does not say. */
  season: number | 'all' | null;
  /** Only of images whose video is not beside them ("S01E02.jpg", "Show - S01E02-thumb.jpg"); else the video tells. */
  episode: number | null;
  /** 0 for the plain name, n for fanartN. */
  index: number;
  /** The smaller, the more the name is the type's own: of two posters the one with the smaller rank is meant. */
  rank: number;
  /** The video (as spelled in `videoStems`) that the image is of; null for images of something else or of a video that is gone. */
  videoStem: string | null;
}

export interface TvArtworkContext {
  /** Names, without extension, of the episode videos in the same folder. */
  videoStems: ReadonlySet<string>;
  /** Number of the season folder the image lies in; null in the show's own folder. */
  inSeasonFolder: number | null;
  /** Name of the show's folder: "<folder>-poster" and Kometa's "<folder>_background" are the show's. */
  showFolder?: string | null;
}

/** "season01", "Season 1", "season-all", "season-specials", and Plex's "Season01b". */
const SEASON = /^season[-_. ]?(?:(\d{1,4})([a-z])?|(all)|specials?)$/iu;
const SET = /^(?:movie[-_ ]?set|set|collection)$/iu;
const HAS_LETTER = /\p{L}/u;

/** Names that only their folder explains come behind names that say it themselves; in between those that leave a word out. */
const PLAIN_NAME = 100;
const SHORT_NAME = 50;
/** The words for a picture of an episode are one type; its own word comes first. */
const OTHER_WORD = 10;

const NOTHING = { season: null, episode: null, videoStem: null } as const;
/** An image without a word for its type: the episode's thumb, else the poster. */
const NO_WORD = { index: 0, rank: SHORT_NAME } as const;

/**
 * Reads what an image of a series is, by its name, in the ways of Kodi (https://kodi.wiki/view/TV_show_artwork), Jellyfin
 * (https://jellyfin.org/docs/general/server/media/shows/), Emby, Plex
 * (https://support.plex.tv/articles/200220717-local-media-assets-tv-shows/), Kometa and tinyMediaManager. Never throws.
 * @param stem name without extension
 * @returns null when the name names no artwork
 */
export function readTvArtworkName(stem: string, context: TvArtworkContext): TvArtworkName | null {
  const whole = findStem(stem, context.videoStems);
  if (whole !== null) return { ...NOTHING, ...NO_WORD, type: 'thumb', scope: 'episode', videoStem: whole };
  const plain = readArtworkWord(stem);
  if (plain !== null) return ofFolder(plain, context.inSeasonFolder);
  const split = splitArtworkWord(stem);
  return ofOwner(split?.owner.trim() ?? stem, split?.artwork ?? null, context);
}

function findStem(stem: string, videoStems: ReadonlySet<string>): string | null {
  if (videoStems.has(stem)) return stem;
  const folded = foldName(stem);
  for (const video of videoStems) {
    if (foldName(video) === folded) return video;
  }
  return null;
}

/** @param artwork null when the whole name is the owner's */
function ofOwner(owner: string, artwork: ArtworkWord | null, context: TvArtworkContext): TvArtworkName | null {
  const video = artwork === null ? null : findStem(owner, context.videoStems);
  if (artwork !== null && video !== null) {
    return { ...NOTHING, ...episodeArt(artwork), scope: 'episode', videoStem: video };
  }
  const season = readSeason(owner, context.showFolder ?? null);
  if (season !== null)
    return { ...NOTHING, ...(artwork ?? { ...NO_WORD, type: 'poster' }), ...season, scope: 'season' };
  if (artwork !== null && SET.test(owner)) return { ...NOTHING, ...showArt(artwork), scope: 'set' };
  if (context.showFolder != null && foldName(owner) === foldName(context.showFolder)) {
    return { ...NOTHING, ...(artwork === null ? { ...NO_WORD, type: 'poster' } : showArt(artwork)), scope: 'show' };
  }
  if (context.inSeasonFolder !== null && owner.toLowerCase() === 'season') {
    const named = artwork ?? ({ ...NO_WORD, type: 'poster' } as const);
    return { ...NOTHING, ...pick(named), scope: 'season', season: context.inSeasonFolder };
  }
  return ofLostEpisode(owner, artwork);
}

/** Kometa's "S01E01.jpg" and "S01E01_background.jpg", and images of a video that was replaced. */
function ofLostEpisode(owner: string, artwork: ArtworkWord | null): TvArtworkName | null {
  const { season, episodes, airDate } = parseEpisodeName(owner);
  const isNumbered = season !== null && episodes.length > 0;
  if (!isNumbered && airDate === null) return null;
  const named = artwork === null ? ({ ...NO_WORD, type: 'thumb' } as const) : episodeArt(artwork);
  return {
    ...NOTHING,
    ...named,
    rank: named.rank + SHORT_NAME,
    scope: 'episode',
    season: isNumbered ? season : null,
    episode: isNumbered ? (episodes[0] ?? null) : null,
  };
}

function readSeason(owner: string, showFolder: string | null): { season: number | 'all'; index?: number } | null {
  const match = SEASON.exec(owner);
  if (match === null) {
    // "01-poster.jpg" could be anything; "Staffel 1-poster.jpg" could not.
    return HAS_LETTER.test(owner) ? parseSeasonFolder(owner, showFolder) : null;
  }
  const [, number, letter, all] = match;
  if (all !== undefined) return { season: 'all' };
  if (number === undefined) return { season: 0 };
  // Plex numbers the posters of a season by letters: "Season01a.jpg", "Season01b.jpg".
  return letter === undefined
    ? { season: Number(number) }
    : { season: Number(number), index: letter.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0) };
}

function ofFolder(artwork: ArtworkWord, inSeasonFolder: number | null): TvArtworkName {
  const rank = artwork.rank + PLAIN_NAME;
  return inSeasonFolder === null
    ? { ...NOTHING, ...showArt(artwork), rank, scope: 'show' }
    : { ...NOTHING, ...pick(artwork), rank, scope: 'season', season: inSeasonFolder };
}

type Art = Pick<TvArtworkName, 'type' | 'index' | 'rank'>;

function pick({ type, index, rank }: Art): Art {
  return { type, index, rank };
}

/** An episode has one picture in landscape. */
function episodeArt({ type, index, rank }: ArtworkWord): Art {
  return type === 'landscape' ? { type: 'thumb', index, rank: rank + OTHER_WORD } : { type, index, rank };
}

/** A show has no thumb besides its landscape. */
function showArt({ type, index, rank }: ArtworkWord): Art {
  return { type: type === 'thumb' ? 'landscape' : type, index, rank };
}
