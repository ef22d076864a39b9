import type { MovieImageType } from '../asset-types.ts';
import { type ArtworkWord, readArtworkWord, splitArtworkWord } from './artwork-words.ts';

export interface ArtworkName {
  type: MovieImageType;
  /** 0 for the plain name, n for fanartN. */
  index: number;
  /** Place of the word among those for its type: the smaller, the more it is the type's own name. */
  rank: number;
}

/** Reads a word like "poster", "fanart3" or "backdrop-2" (no extension) beside a film; null when it names no artwork of one. */
export function readArtworkName(word: string): ArtworkName | null {
  return ofFilm(readArtworkWord(word));
}

/** Takes "Some Film-poster" to pieces; null when the name does not end with an artwork word. */
export function splitArtworkName(stem: string): { owner: string; artwork: ArtworkName } | null {
  const split = splitArtworkWord(stem);
  const artwork = ofFilm(split?.artwork ?? null);
  return split === null || artwork === null ? null : { owner: split.owner, artwork };
}

/** A film's thumb is its landscape; "show" is a word for series. */
function ofFilm(artwork: ArtworkWord | null): ArtworkName | null {
  if (artwork === null || artwork.word === 'show') return null;
  const { type, index, rank } = artwork;
  return { type: type === 'thumb' ? 'landscape' : type, index, rank };
}
