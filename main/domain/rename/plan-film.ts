import { stackName } from '../stack-name.ts';
import type { ParsedPatterns } from './check-patterns.ts';
import { expandPattern, tokensOf } from './name-pattern.ts';
import {
  changesOf,
  foldersAbove,
  keysOf,
  NOTHING_TO_RENAME,
  type PlannedRename,
  renameProblem,
  whyBlocked,
} from './planned-rename.ts';
import { misreadFilm } from './read-back.ts';
import type { TitleFacts, VideoFacts } from './rename-facts.ts';
import { isBelow, joinPath, nameOf, parentOf, type PlannedMove, StepList } from './rename-step.ts';
import { nameKey, safeName } from './safe-name.ts';
import { movesOfOwned, ownedEntries, type RenameEntry, videosFirst } from './sidecars.ts';
import { tokenValues } from './token-values.ts';
import { distinctStems, oneOfEachStem, presentStem, videoStem } from './video-stems.ts';

/** A film as it lies in its library; all paths relative to that. */
export interface FilmToRename {
  film: TitleFacts;
  /** Main videos. */
  videos: readonly VideoFacts[];
  /** '' for the library's own. */
  folder: string;
  /** Nothing else that Metarr knows lies in the folder or below. */
  isOwnFolder: boolean;
  /** Names without extension of other items' videos in the folder. */
  otherStems: readonly string[];
  /** What lies in the folder, and in the folders in it. */
  entries: readonly RenameEntry[];
}

const SAME_NAME =
  'Two videos of this film would get one name. Add {Edition} or {Resolution} to the pattern, or rename one of them.';

/**
 * Plans a film's new names: its folder with everything in it, or its own files out of a folder it shares, then its videos and
 * what is named after them. Videos in folders of their own (discs, CD1) keep their names.
 */
export function planFilm(input: FilmToRename, patterns: ParsedPatterns): PlannedRename {
  const target = targetFolder(input, patterns);
  if (target === null) return renameProblem('Nothing is left of the folder’s name. Change the pattern or the title.');
  if (isBelow(target, input.folder) && input.isOwnFolder) {
    return renameProblem('The new folder would lie in the old one. Change the pattern, or move the folder yourself.');
  }
  const direct = input.videos.filter(({ path }) => parentOf(path) === input.folder);
  if (!input.isOwnFolder && direct.length < input.videos.length && target !== input.folder) {
    return renameProblem('Its videos lie in folders beside other films. Put the film into a folder of its own first.');
  }
  const stems = newStems(input, oneOfEachStem(direct), patterns);
  if (stems === null) return renameProblem(SAME_NAME);
  const misread = whyMisread(input, target, stems, patterns);
  const isFolderMoved = input.isOwnFolder && target !== input.folder;
  const here = isFolderMoved ? target : input.folder;
  const toHere = (path: string): string => `${here}${path.slice(input.folder.length)}`;
  const entries = isFolderMoved
    ? input.entries.map((entry) => ({ ...entry, path: toHere(entry.path) }))
    : input.entries;
  const moves = videoMoves(input, stems, { here, target, entries });
  const folderMoves = isFolderMoved ? [{ from: input.folder, to: target, isFolder: true }] : [];
  const changes = [
    ...changesOf(folderMoves, (path) => path),
    ...changesOf(moves, (path) => (isFolderMoved ? `${input.folder}${path.slice(target.length)}` : path)),
  ];
  if (changes.length === 0) return NOTHING_TO_RENAME;
  const problem = misread ?? whyBlocked([...folderMoves, ...moves], keysOf(entries));
  if (problem !== null) return renameProblem(problem, changes);
  return withSteps(input, target, folderMoves, moves, changes);
}

function withSteps(
  input: FilmToRename,
  target: string,
  folderMoves: readonly PlannedMove[],
  moves: readonly PlannedMove[],
  changes: PlannedRename['changes'],
): PlannedRename {
  const list = new StepList();
  const base = input.isOwnFolder ? commonFolder(parentOf(input.folder), target) : input.folder;
  const mustBeFree: string[] = [];
  if (target !== input.folder) {
    if (nameKey(target) !== nameKey(input.folder)) mustBeFree.push(target);
    for (const folder of foldersAbove(target, base)) list.makeFolder(folder);
  }
  list.addMoves(folderMoves);
  if (!input.isOwnFolder && target !== input.folder) {
    for (const folder of new Set([target, ...moves.map(({ to }) => parentOf(to))])) list.makeFolder(folder);
  }
  list.addMoves(moves);
  if (folderMoves.length > 0 && parentOf(input.folder) !== parentOf(target) && parentOf(input.folder) !== '') {
    list.removeFolder(parentOf(input.folder));
  }
  return { steps: list.steps, changes, problem: null, mustBeFree };
}

/** Null when the pattern leaves no name. */
function targetFolder(input: FilmToRename, patterns: ParsedPatterns): string | null {
  const { film, folder, isOwnFolder, videos } = input;
  const pattern = patterns.movieFolder;
  if (pattern === null || (isOwnFolder && folder === '')) return folder;
  const [first = null] = videos;
  const isOneEdition = videos.every(({ edition }) => edition === first?.edition);
  const video = first === null || isOneEdition ? first : { ...first, edition: null };
  const names = expandPattern(pattern, tokenValues({ of: film, video }, patterns)).map((name) =>
    safeName(name, patterns),
  );
  const last = names.at(-1) ?? '';
  if (last === '') return null;
  const base = patterns.place === 'library' ? '' : isOwnFolder ? parentOf(folder) : folder;
  const target = joinPath(base, ...names);
  // Films that share a folder of that name already stay in it.
  return !isOwnFolder && nameKey(nameOf(folder)) === nameKey(last) ? folder : target;
}

function newStems(
  { film }: FilmToRename,
  direct: readonly VideoFacts[],
  patterns: ParsedPatterns,
): Map<VideoFacts, string> | null {
  const pattern = patterns.movieFile;
  if (pattern === null) return new Map(direct.map((video) => [video, presentStem(video).stem]));
  return distinctStems(direct, (video, version) => videoStem(pattern, { of: film, video, version }, patterns));
}

function whyMisread(
  input: FilmToRename,
  target: string,
  stems: ReadonlyMap<VideoFacts, string>,
  patterns: ParsedPatterns,
): string | null {
  const hasYear = [patterns.movieFolder, patterns.movieFile].some(
    (pattern) => pattern !== null && tokensOf(pattern).has('Year'),
  );
  for (const [video, stem] of stems) {
    const { stem: before, extension } = presentStem(video);
    // A file that keeps its name is read with the new folder; alone in the library's own it is read as it always was.
    if (stem === before && target === input.folder) continue;
    const reason = misreadFilm(joinPath(target, `${stem}${extension}`), input.film, video, hasYear);
    if (reason !== null && !(patterns.movieFile === null && patterns.movieFolder === null)) return reason;
  }
  return null;
}

/** Of the videos, and of what is named after them or after all parts together. */
function videoMoves(
  input: FilmToRename,
  stems: ReadonlyMap<VideoFacts, string>,
  { here, target, entries }: { here: string; target: string; entries: readonly RenameEntry[] },
): PlannedMove[] {
  const renamed = new Map<string, string>();
  for (const [video, stem] of stems) renamed.set(presentStem(video).stem, stem);
  const [first, second] = [...renamed];
  if (first !== undefined && second !== undefined) {
    const from = stackName(first[0], second[0]);
    const to = stackName(first[1], second[1]);
    if (from !== null && to !== null && !renamed.has(from)) renamed.set(from, to);
  }
  const names = new Set([...renamed.keys(), ...input.otherStems]);
  const owned = ownedEntries(
    [...names].map((stem) => ({ folder: here, stem, owner: stem })),
    entries,
    input.isOwnFolder,
  );
  const moves = [...renamed].flatMap(([from, to]) => movesOfOwned(owned.get(from) ?? [], target, to));
  return videosFirst(moves, new Set(input.videos.map(({ path }) => `${here}${path.slice(input.folder.length)}`)));
}

/** The deepest folder that a folder and a path below the library share. */
function commonFolder(folder: string, path: string): string {
  let common = folder;
  while (common !== '' && !isBelow(path, common)) common = parentOf(common);
  return common;
}
