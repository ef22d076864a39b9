import { companionOf } from '../classify/companion-folder.ts';
import { splitStem } from '../names/name-stem.ts';
import { isBelow, joinPath, nameOf, parentOf, type PlannedMove } from './rename-step.ts';
import { nameBytes } from './safe-name.ts';

/** What a listing found; relative to the library. */
export interface RenameEntry {
  path: string;
  isFolder: boolean;
}

/** A video's name without extension, in its folder, and whose it is. */
export interface OwnedStem<O> {
  folder: string;
  stem: string;
  owner: O;
}

/** A file or folder that is named after a video. */
export interface OwnedEntry extends RenameEntry {
  /** The folder of subtitles beside the video that it lies in; '' for one that lies beside it. */
  inside: string;
  /** What its name has behind the video's: "-poster.jpg". */
  rest: string;
}

/** What goes with a video: "-poster.jpg", ".en.forced.srt", ".trickplay" … */
const BEHIND = /^(?:[.-]| - )/u;
/** In a folder with nothing but one film, names are read more freely. */
const BEHIND_FREELY =
  /^(?:[._-]| - | (?:trailer|sample|scene|clip|interview|featurette|short|deleted|behindthescenes|poster|fanart)(?![\p{L}\p{N}]))/iu;

/** A file's name as the part that its companions share, and the rest: its extension, of a stub also the medium. */
export function splitVideoName(name: string): { stem: string; extension: string } {
  const { stem } = splitStem(name);
  return name.startsWith(stem) ? { stem, extension: name.slice(stem.length) } : { stem: name, extension: '' };
}

/**
 * Whose each file and folder is, by its name: the video itself, NFO, artwork, subtitles with their languages and flags,
 * extras. A name that fits several videos goes with the longest.
 * @param isFree true in a folder that holds one item only
 */
export function ownedEntries<O>(
  stems: readonly OwnedStem<O>[],
  entries: readonly RenameEntry[],
  isFree: boolean,
): Map<O, OwnedEntry[]> {
  const byFolder = new Map<string, Map<string, O>>();
  for (const { folder, stem, owner } of stems) {
    const names = byFolder.get(folder) ?? new Map<string, O>();
    if (!names.has(stem)) names.set(stem, owner);
    byFolder.set(folder, names);
  }
  const owned = new Map<O, OwnedEntry[]>();
  for (const entry of entries) {
    const parent = parentOf(entry.path);
    const inside = byFolder.has(parent) ? '' : nameOf(parent);
    const names = byFolder.get(inside === '' ? parent : parentOf(parent));
    if (names === undefined || (inside !== '' && companionOf(inside)?.kind !== 'subtitles')) continue;
    const name = nameOf(entry.path);
    const stem = longestStem(name, names, isFree, entry.isFolder && inside !== '');
    if (stem === null) continue;
    const owner = names.get(stem) as O;
    const list = owned.get(owner) ?? [];
    list.push({ ...entry, inside, rest: name.slice(stem.length) });
    owned.set(owner, list);
  }
  return owned;
}

/** From the end, so that a folder of thousands of files is gone through once. */
function longestStem(
  name: string,
  names: ReadonlyMap<string, unknown>,
  isFree: boolean,
  mayBeEqual: boolean,
): string | null {
  if (mayBeEqual && names.has(name)) return name;
  for (let length = name.length - 1; length > 0; length -= 1) {
    const stem = name.slice(0, length);
    if (names.has(stem) && (isFree ? BEHIND_FREELY : BEHIND).test(name.slice(length))) return stem;
  }
  return null;
}

/** The moves that give what a video owns its new name; what lies in a folder that moves goes with it. */
export function movesOfOwned(owned: readonly OwnedEntry[], toFolder: string, toStem: string): PlannedMove[] {
  const moves = owned.flatMap(({ path, isFolder, inside, rest }) => {
    const to = joinPath(toFolder, inside, `${toStem}${rest}`);
    return to === path ? [] : [{ from: path, to, isFolder }];
  });
  const folders = moves.filter(({ isFolder }) => isFolder);
  return folders.length === 0
    ? moves
    : moves.filter(({ from }) => !folders.some((folder) => isBelow(from, folder.from)));
}

/** The bytes of the longest rest, by which a name grows. */
export function longestRest(owned: readonly OwnedEntry[]): number {
  return Math.max(0, ...owned.map(({ rest }) => nameBytes(rest)));
}

/** As people look at them: the videos, then what is named after them. */
export function videosFirst(moves: readonly PlannedMove[], videos: ReadonlySet<string>): PlannedMove[] {
  return [...moves.filter(({ from }) => videos.has(from)), ...moves.filter(({ from }) => !videos.has(from))];
}
