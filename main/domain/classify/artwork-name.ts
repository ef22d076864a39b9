import type { MovieImageType } from '../asset-types.ts';

/** Kodi's, Jellyfin's, Emby's, Plex's and tinyMediaManager's words for Kodi's art types; a film's thumb is its landscape. */
const TYPES: Readonly<Record<string, MovieImageType>> = {
  poster: 'poster',
  folder: 'poster',
  cover: 'poster',
  movie: 'poster',
  default: 'poster',
  fanart: 'fanart',
  backdrop: 'fanart',
  background: 'fanart',
  art: 'fanart',
  banner: 'banner',
  clearlogo: 'clearlogo',
  logo: 'clearlogo',
  clearart: 'clearart',
  discart: 'discart',
  disc: 'discart',
  cdart: 'discart',
  landscape: 'landscape',
  thumb: 'landscape',
  keyart: 'keyart',
};
const WORDS = Object.keys(TYPES);
const RANKS: ReadonlyMap<string, number> = new Map(WORDS.map((word, at) => [word, at]));
const NAME = /^([a-z]{3,10})[-_. ]?(\d{1,3})?$/i;
const ENDING = new RegExp(`^(.*?)(?:\\s*[-_]\\s*|[. ])((?:${WORDS.join('|')})[-_. ]?\\d{0,3})$`, 'iu');

export interface ArtworkName {
  type: MovieImageType;
  /** 0 for the plain name, n for fanartN. */
  index: number;
  /** Place of the word among those for its type: the smaller, the more it is the type's own name. */
  rank: number;
}

/** Reads a word like "poster", "fanart3" or "backdrop-2" (no extension); null when it names no artwork. */
export function readArtworkName(word: string): ArtworkName | null {
  const match = NAME.exec(word);
  const name = match?.[1]?.toLowerCase() ?? '';
  const type = RANKS.has(name) ? TYPES[name] : undefined;
  if (match === null || type === undefined) return null;
  return { type, index: Number(match[2] ?? 0), rank: RANKS.get(name) ?? 0 };
}

/** Takes "Some Film-poster" to pieces; null when the name does not end with an artwork word. */
export function splitArtworkName(stem: string): { owner: string; artwork: ArtworkName } | null {
  const match = ENDING.exec(stem);
  const artwork = match === null ? null : readArtworkName(match[2] ?? '');
  return match === null || artwork === null ? null : { owner: match[1] ?? '', artwork };
}
