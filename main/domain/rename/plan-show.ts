import { parseSeasonFolder } from '../names/season-folder.ts';
import type { ParsedPatterns } from './check-patterns.ts';
import { expandPattern, tokensOf } from './name-pattern.ts';
import { planEpisode } from './plan-episode.ts';
import {
  changesOf,
  foldersAbove,
  keysOf,
  NOTHING_TO_RENAME,
  type PlannedRename,
  renameProblem,
  whyBlocked,
} from './planned-rename.ts';
import { misreadShow } from './read-back.ts';
import { isBelow, joinPath, nameOf, parentOf, type PlannedMove, StepList } from './rename-step.ts';
import { nameKey, safeName } from './safe-name.ts';
import type { PlannedShow, ShowPlaces, ShowToRename } from './show-to-rename.ts';
import { ownedEntries } from './sidecars.ts';
import { tokenValues } from './token-values.ts';
import { presentStem } from './video-stems.ts';

/**
 * Plans a show's new names: its folder and those of its seasons first, each with everything in it, then the files of each
 * episode with what is named after them. Episodes that lie in the show's own folder, or in another season's, go to their
 * season's; those in folders of their own stay in them.
 */
export function planShow(input: ShowToRename, patterns: ParsedPatterns): PlannedShow {
  const target = targetFolder(input, patterns);
  if (target === null) return { folders: renameProblem('Nothing is left of the folder’s name.'), episodes: [] };
  const seasonMoves = seasonFolderMoves(input, target, patterns);
  const toTarget = (path: string): string => `${target}${path.slice(input.folder.length)}`;
  const places = placesOf(input, target, seasonMoves, patterns);
  const folders = planFolders(input, target, seasonMoves, patterns, toTarget);
  const entries = input.entries.map((entry) => ({ ...entry, path: places.moved(entry.path) }));
  const owned = ownedEntries(
    input.episodes.flatMap(({ videos }) =>
      videos.map((video) => ({
        folder: places.moved(parentOf(video.path)),
        stem: presentStem(video).stem,
        owner: video,
      })),
    ),
    entries,
    false,
  );
  const around = { input, places, owned, there: keysOf(entries), patterns };
  const episodes = input.episodes.map((episode) => ({
    ...planEpisode(episode, around),
    id: episode.id,
    title: episode.title,
  }));
  return { folders, episodes: withoutTwins(episodes) };
}

function planFolders(
  input: ShowToRename,
  target: string,
  seasonMoves: readonly PlannedMove[],
  patterns: ParsedPatterns,
  toTarget: (path: string) => string,
): PlannedRename {
  const isMoved = target !== input.folder;
  const showMoves = isMoved ? [{ from: input.folder, to: target, isFolder: true }] : [];
  const toSource = (path: string): string => (isMoved ? `${input.folder}${path.slice(target.length)}` : path);
  const changes = [...changesOf(showMoves, (path) => path), ...changesOf(seasonMoves, toSource)];
  if (changes.length === 0) return NOTHING_TO_RENAME;
  if (isBelow(target, input.folder)) {
    return renameProblem(
      'The new folder would lie in the old one. Change the pattern, or move the folder yourself.',
      changes,
    );
  }
  const hasYear = patterns.showFolder !== null && tokensOf(patterns.showFolder).has('Year');
  const entries = input.entries.map((entry) => ({ ...entry, path: toTarget(entry.path) }));
  const misread = isMoved ? misreadShow(target, input.show, hasYear) : null;
  const problem = misread ?? whyBlocked([...showMoves, ...seasonMoves], keysOf(entries));
  if (problem !== null) return renameProblem(problem, changes);
  const list = new StepList();
  if (isMoved) for (const folder of foldersAbove(target, '')) list.makeFolder(folder);
  list.addMoves(showMoves);
  list.addMoves(seasonMoves);
  const above = parentOf(input.folder);
  if (isMoved && above !== '' && above !== parentOf(target)) list.removeFolder(above);
  const mustBeFree = isMoved && nameKey(target) !== nameKey(input.folder) ? [target] : [];
  return { steps: list.steps, changes, problem: null, mustBeFree };
}

function targetFolder(input: ShowToRename, patterns: ParsedPatterns): string | null {
  const { show, folder, isOwnFolder } = input;
  if (patterns.showFolder === null || folder === '' || !isOwnFolder) return folder;
  const names = expandPattern(patterns.showFolder, tokenValues({ of: show, video: null }, patterns)).map((name) =>
    safeName(name, patterns),
  );
  if ((names.at(-1) ?? '') === '') return null;
  return joinPath(patterns.place === 'library' ? '' : parentOf(folder), ...names);
}

function seasonName({ show }: ShowToRename, season: number, patterns: ParsedPatterns): string | null {
  const pattern = season === 0 ? patterns.specialsFolder : patterns.seasonFolder;
  if (pattern === null) return null;
  const [name = ''] = expandPattern(pattern, tokenValues({ of: show, video: null, season }, patterns));
  const safe = safeName(name, patterns);
  return safe === '' || parseSeasonFolder(safe)?.season !== season ? null : safe;
}

/** Renames of season folders, as they lie in the show's new folder. A folder of several seasons keeps its name. */
function seasonFolderMoves(input: ShowToRename, target: string, patterns: ParsedPatterns): PlannedMove[] {
  const names = new Set(input.entries.filter(({ isFolder }) => isFolder).map(({ path }) => nameKey(path)));
  const wanted = new Map<string, PlannedMove>();
  for (const { number, folder } of input.seasons) {
    const name = seasonName(input, number, patterns);
    if (folder === null || name === null || parentOf(folder) !== input.folder || folder === input.folder) continue;
    const isShared = input.seasons.some((other) => other.number !== number && other.folder === folder);
    const isMixed = input.episodes.some(({ videos }) =>
      videos.some(({ path, episode }) => isBelow(path, folder) && episode.season !== number),
    );
    const to = joinPath(target, name);
    // Where a folder of that name is there already, the episodes go into it one by one.
    const present = joinPath(input.folder, name);
    const isThere = names.has(nameKey(present)) && nameKey(present) !== nameKey(folder);
    if (isShared || isMixed || isThere || wanted.has(nameKey(to)) || present === folder) continue;
    wanted.set(nameKey(to), { from: joinPath(target, nameOf(folder)), to, isFolder: true });
  }
  return [...wanted.values()];
}

function placesOf(
  input: ShowToRename,
  target: string,
  seasonMoves: readonly PlannedMove[],
  patterns: ParsedPatterns,
): ShowPlaces {
  const replaced = (path: string, from: string, to: string): string | null =>
    path === from || isBelow(path, from) ? `${to}${path.slice(from.length)}` : null;
  const moved = (path: string): string => {
    const inShow = `${target}${path.slice(input.folder.length)}`;
    for (const { from, to } of seasonMoves) {
      const place = replaced(inShow, from, to);
      if (place !== null) return place;
    }
    return inShow;
  };
  const before = (path: string): string => {
    let inShow = path;
    for (const { from, to } of seasonMoves) inShow = replaced(path, to, from) ?? inShow;
    return `${input.folder}${inShow.slice(target.length)}`;
  };
  const seasonFolder = (season: number): string | null => {
    const name = seasonName(input, season, patterns);
    return name === null ? null : joinPath(target, name);
  };
  return { moved, before, seasonFolder, showFolder: target };
}

/** Of two episodes whose files would get one name neither is renamed. */
function withoutTwins<E extends PlannedRename>(episodes: readonly E[]): E[] {
  const owners = new Map<string, number>();
  for (const { changes } of episodes) {
    for (const { after } of changes) owners.set(nameKey(after), (owners.get(nameKey(after)) ?? 0) + 1);
  }
  return episodes.map((episode) => {
    const twin = episode.changes.find(({ after }) => (owners.get(nameKey(after)) ?? 0) > 1);
    return twin === undefined || episode.problem !== null
      ? episode
      : {
          ...episode,
          steps: [],
          mustBeFree: [],
          problem: `Another episode would get the name ${nameOf(twin.after)}, too. Correct the numbers of one of them.`,
        };
  });
}
