import { type AssetImageType, imageTypesOf } from '../asset-types.ts';
import { type ArtworkProblem, artworkProblem, artworkTypeByShape } from './artwork-size.ts';
import { readArtworkWord, splitArtworkWord } from './artwork-words.ts';
import { companionOf } from './companion-folder.ts';
import { splitPath } from './split-path.ts';

/** Players use them for whatever image there is. */
const VAGUE_WORDS: ReadonlySet<string> = new Set(['folder', 'cover', 'movie', 'show', 'default', 'thumb']);

export interface NamedImage {
  /** Path within the item's folder. */
  relPath: string;
  /** What the name says first. */
  type: AssetImageType;
  /** Pixels. */
  width: number;
  height: number;
}

/**
 * What an image is once it was opened: a vague name ("folder.jpg", "<video>.jpg") gets the type of its shape, any other
 * keeps the type it names; and what is wrong with it for that type.
 * @param item what the image is of
 */
export function judgeArtwork(
  { relPath, type: named, width, height }: NamedImage,
  item: Parameters<typeof imageTypesOf>[0],
): { type: AssetImageType; problem: ArtworkProblem | null } {
  const type = isVague(relPath) ? artworkTypeByShape(named, width, height, imageTypesOf(item)) : named;
  return { type, problem: artworkProblem(type, width, height) };
}

/** In extrafanart and the like the folder says what its images are. */
function isVague(relPath: string): boolean {
  const { folders, stem } = splitPath(relPath);
  const kind = companionOf(folders.at(-1) ?? '')?.kind;
  if (kind !== undefined && kind !== 'part') return false;
  const artwork = readArtworkWord(stem) ?? splitArtworkWord(stem)?.artwork ?? null;
  return artwork === null || VAGUE_WORDS.has(artwork.word);
}
