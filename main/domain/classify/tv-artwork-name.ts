import type { AssetImageType } from '../asset-types.ts';
import { type ArtworkWord, readArtworkWord, splitArtworkWord } from './artwork-words.ts';
import { foldName } from './video-unit.ts';

export interface TvArtworkName {
  /** May be a type that the item has no lock for (see imageTypesOf): such an image is known, but nothing uses it. */
  type: AssetImageType;
  scope: 'show' | 'season' | 'episode' | 'set';
  /** 0 = specials; "all" = the art that stands for all seasons; null when the name does not say. */
  season: number | 'all' | null;
  /** Only of names like "S01E02.jpg" and "Show - S01E02-thumb.jpg" whose video is not beside them; else the video tells. */
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

const SEASON =
  /^(?:(.*?)[-_. ]+)?(?:season[-_. ]?(?:(\d{1,4})([a-z])?|(all|specials?))|(specials))(?:[-_. ]+([a-z]+[-_. ]?\d{0,3}))?$/iu;
const SHORT_SEASON = /^s(\d{1,4})(?:[-_. ]+([a-z]+[-_. ]?\d{0,3}))?$/iu;
const EPISODE_NUMBER = /(?:^|[^\p{L}\p{N}])s(\d{1,4})[-_. ]?e(\d{1,4})(?!\d)/iu;
const SET = /^(?:movie[-_ ]?set|set|collection)[-_. ]+([a-z]+[-_. ]?\d{0,3})$/iu;

/** Names in the folder of what they are of come behind names that say it themselves. */
const PLAIN_NAME = 100;
const OTHER_NAME = 50;

/**
 * Reads what an image of a series is, by its name, in the ways of Kodi (https://kodi.wiki/view/TV_show_artwork), Jellyfin
 * (https://jellyfin.org/docs/general/server/media/shows/), Emby, Plex, Kometa and tinyMediaManager. Never throws.
 * @param stem name without extension
 * @returns null when the name names no artwork
 */
export function readTvArtworkName(stem: string, context: TvArtworkContext): TvArtworkName | null {
  return ofEpisode(stem, context) ?? ofSeason(stem) ?? ofSet(stem) ?? ofLostEpisode(stem) ?? ofFolder(stem, context);
}

const NOTHING = { season: null, episode: null, videoStem: null } as const;

function ofEpisode(stem: string, { videoStems }: TvArtworkContext): TvArtworkName | null {
  const whole = findStem(stem, videoStems);
  if (whole !== null) {
    return { ...NOTHING, type: 'thumb', scope: 'episode', index: 0, rank: OTHER_NAME, videoStem: whole };
  }
  const split = splitArtworkWord(stem);
  const videoStem = split === null ? null : findStem(split.owner, videoStems);
  if (split === null || videoStem === null) return null;
  return { ...NOTHING, ...episodeArt(split.artwork), scope: 'episode', videoStem };
}

function findStem(stem: string, videoStems: ReadonlySet<string>): string | null {
  if (videoStems.has(stem)) return stem;
  const folded = foldName(stem);
  for (const video of videoStems) {
    if (video.length === stem.length && foldName(video) === folded) return video;
  }
  return null;
}

/** An episode has one image in landscape; the words for that are one. */
function episodeArt({ type, index, rank }: ArtworkWord): Pick<TvArtworkName, 'type' | 'index' | 'rank'> {
  return type === 'landscape' ? { type: 'thumb', index, rank: rank + 10 } : { type, index, rank };
}

function ofSeason(stem: string): TvArtworkName | null {
  const short = SHORT_SEASON.exec(stem);
  if (short !== null) return seasonArt(Number(short[1]), short[2], OTHER_NAME, 0);
  const match = SEASON.exec(stem);
  if (match === null) return null;
  const [, prefix, number, letter, word, specials, art] = match;
  // "Specials" alone, or behind a title, is more often a name than art.
  if (specials !== undefined && (art === undefined || prefix !== undefined)) return null;
  const season = number !== undefined ? Number(number) : word?.toLowerCase() === 'all' ? 'all' : 0;
  // Plex numbers the posters of a season by letters: "Season01a.jpg", "Season01b.jpg".
  const index = letter === undefined ? 0 : letter.toLowerCase().charCodeAt(0) - 97;
  return seasonArt(season, art, prefix === undefined ? 0 : OTHER_NAME, index);
}

function seasonArt(
  season: number | 'all',
  word: string | undefined,
  addedRank: number,
  letterIndex: number,
): TvArtworkName | null {
  const base = { ...NOTHING, scope: 'season', season } as const;
  if (word === undefined) return { ...base, type: 'poster', index: letterIndex, rank: OTHER_NAME + addedRank };
  const artwork = readArtworkWord(word);
  if (artwork === null) return null;
  return { ...base, type: artwork.type, index: artwork.index, rank: artwork.rank + addedRank };
}

function ofSet(stem: string): TvArtworkName | null {
  const artwork = readArtworkWord(SET.exec(stem)?.[1] ?? '');
  return artwork === null ? null : { ...NOTHING, ...showArt(artwork), scope: 'set' };
}

/** Kometa's "S01E01.jpg" and "S01E01_background.jpg", and images of a release that was replaced. */
function ofLostEpisode(stem: string): TvArtworkName | null {
  const split = splitArtworkWord(stem);
  const number = EPISODE_NUMBER.exec(split?.owner ?? stem);
  if (number === null) return null;
  const isWhole = number.index === 0 && number[0].length === stem.length;
  if (split === null && !isWhole) return null;
  const art = split === null ? ({ type: 'thumb', index: 0, rank: OTHER_NAME } as const) : episodeArt(split.artwork);
  const rank = art.rank + OTHER_NAME;
  return { ...NOTHING, ...art, rank, scope: 'episode', season: Number(number[1]), episode: Number(number[2]) };
}

function ofFolder(stem: string, { inSeasonFolder, showFolder }: TvArtworkContext): TvArtworkName | null {
  const plain = readArtworkWord(stem);
  if (plain !== null) {
    const rank = plain.rank + PLAIN_NAME;
    if (inSeasonFolder === null) return { ...NOTHING, ...showArt(plain), rank, scope: 'show' };
    const { type, index } = plain;
    return { ...NOTHING, type, index, rank, scope: 'season', season: inSeasonFolder };
  }
  if (inSeasonFolder !== null && stem.toLowerCase() === 'season') {
    return { ...NOTHING, type: 'poster', index: 0, rank: PLAIN_NAME, scope: 'season', season: inSeasonFolder };
  }
  return showFolder == null ? null : ofShowFolder(stem, showFolder);
}

function ofShowFolder(stem: string, showFolder: string): TvArtworkName | null {
  if (foldName(stem) === foldName(showFolder)) {
    return { ...NOTHING, type: 'poster', index: 0, rank: PLAIN_NAME, scope: 'show' };
  }
  const split = splitArtworkWord(stem);
  if (split === null || foldName(split.owner) !== foldName(showFolder)) return null;
  return { ...NOTHING, ...showArt(split.artwork), scope: 'show' };
}

/** A show has no thumb besides its landscape. */
function showArt({ type, index, rank }: ArtworkWord): Pick<TvArtworkName, 'type' | 'index' | 'rank'> {
  return { type: type === 'thumb' ? 'landscape' : type, index, rank };
}
