import type { AssetImageType } from '../asset-types.ts';

/** Kodi's, Jellyfin's, Emby's, Plex's and tinyMediaManager's words for Kodi's art types, a type's own name before its aliases. */
const TYPES: Readonly<Record<string, AssetImageType>> = {
  poster: 'poster',
  folder: 'poster',
  cover: 'poster',
  movie: 'poster',
  show: 'poster',
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
  thumb: 'thumb',
  keyart: 'keyart',
  characterart: 'characterart',
  character: 'characterart',
};
const WORDS = Object.keys(TYPES);
const RANKS: ReadonlyMap<string, number> = new Map(WORDS.map((word, at) => [word, at]));
const NAME = /^([a-z]{3,12})[-_. ]?(\d{1,3})?$/i;
const ENDING = new RegExp(`^(.*?)(?:\\s*[-_]\\s*|[. ])((?:${WORDS.join('|')})[-_. ]?\\d{0,3})$`, 'iu');

export interface ArtworkWord {
  type: AssetImageType;
  /** In lower case: "folder" says less than "poster". */
  word: string;
  /** 0 for the plain name, n for fanartN. */
  index: number;
  /** Place of the word among those for its type: the smaller, the more it is the type's own name. */
  rank: number;
}

/** Reads a word like "poster", "fanart3" or "backdrop-2" (no extension); null when it names no artwork. */
export function readArtworkWord(text: string): ArtworkWord | null {
  const match = NAME.exec(text);
  const word = match?.[1]?.toLowerCase() ?? '';
  const rank = RANKS.get(word);
  const type = rank === undefined ? undefined : TYPES[word];
  if (match === null || rank === undefined || type === undefined) return null;
  return { type, word, index: Number(match[2] ?? 0), rank };
}

/** Takes "Some Film-poster" to pieces; null when the name does not end with an artwork word. */
export function splitArtworkWord(stem: string): { owner: string; artwork: ArtworkWord } | null {
  const match = ENDING.exec(stem);
  const artwork = match === null ? null : readArtworkWord(match[2] ?? '');
  return match === null || artwork === null ? null : { owner: match[1] ?? '', artwork };
}
