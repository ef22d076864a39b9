import { type ArtworkWord, readArtworkWord, splitArtworkWord } from './artwork-words.ts';
import { foldName } from './video-unit.ts';

/** Kodi's movie set information folder and what people call it (https://kodi.wiki/view/Movie_set_information_folder). */
const SETS_FOLDER =
  /^(?:movie[-_ ]?)?(?:sets?|collections?|box ?sets?|filmsets?|sammlungen|filmreihen)(?:[-_ ](?:artwork|art|info|information(?: folder)?))?$|^msif$|^movie set information folder$/iu;
const SET_NAME =
  /(?:collection|kollektion|sammlung|filmreihe|collezione|colección|coleção|saga|trilogy|trilogie|trilogía|trilogia|quadrilogy|tetralogy|anthology|box ?set)[\])]?$/iu;
/** In the folder of a film: Kodi's "movieset-poster". */
const SET_PREFIX = /^(?:movie[-_ ]?set|set|collection)$/iu;
const SET_NFOS = new Set(['set', 'collection', 'movieset']);

/** True for a folder without films of its own that is about a set: it lies among sets, or its name says so. */
export function isSetFolder(name: string, parent: string | null): boolean {
  return SET_NAME.test(name) || (parent !== null && SETS_FOLDER.test(parent));
}

/** True for the folder that sets lie in. */
export function isSetsFolder(name: string): boolean {
  return SETS_FOLDER.test(name);
}

export function isSetNfo(stem: string): boolean {
  return SET_NFOS.has(stem.toLowerCase());
}

/**
 * Reads an image of a set: "movieset-poster" anywhere; in the set's own folder also the plain words and names that start
 * with the folder's.
 * @param setFolder null in the folder of a film
 */
export function readSetArtwork(stem: string, setFolder: string | null): ArtworkWord | null {
  const split = splitArtworkWord(stem);
  if (split !== null && SET_PREFIX.test(split.owner)) return asSet(split.artwork);
  if (setFolder === null) return null;
  const plain = readArtworkWord(stem);
  if (plain !== null) return asSet(plain);
  const isOwn = split !== null && (isSetsFolder(setFolder) || foldName(split.owner) === foldName(setFolder));
  return isOwn ? asSet(split.artwork) : null;
}

/** As a film, a set has no thumb besides its landscape. */
function asSet(artwork: ArtworkWord): ArtworkWord {
  return artwork.type === 'thumb' ? { ...artwork, type: 'landscape' } : artwork;
}
