import { lstatSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { companionOf } from '../domain/classify/companion-folder.ts';
import type { ParsedPatterns } from '../domain/rename/check-patterns.ts';
import { type FilmToRename, planFilm } from '../domain/rename/plan-film.ts';
import { foldersOfRenamed, lateSteps } from '../domain/rename/late-sidecars.ts';
import { planShow } from '../domain/rename/plan-show.ts';
import { type PlannedRename, renameProblem } from '../domain/rename/planned-rename.ts';
import { nameOf, type RenameStep } from '../domain/rename/rename-step.ts';
import type { PlannedShow, ShowToRename } from '../domain/rename/show-to-rename.ts';
import type { RenameEntry } from '../domain/rename/sidecars.ts';
import { presentStem } from '../domain/rename/video-stems.ts';
import { toFileError } from '../files/file-error.ts';
import { type DiskStep, type StageResult, takeSteps } from '../files/take-steps.ts';

export interface RenamePlanTask {
  /** The library's folder, absolute; all other paths are relative to it. */
  root: string;
  patterns: ParsedPatterns;
  films: readonly Omit<FilmToRename, 'entries'>[];
  shows: readonly Omit<ShowToRename, 'entries'>[];
}

export interface RenamePlans {
  /** In the order of the task's. */
  films: PlannedRename[];
  shows: PlannedShow[];
}

/** "Show/Season 1/Subs". */
const SHOW_DEPTH = 3;

/** Lists the folders of items and plans their names. What cannot be read says so as the item's problem. */
export function planRenames({ root, patterns, films, shows }: RenamePlanTask): RenamePlans {
  const listings = new Map<string, RenameEntry[]>();
  const listed = (folder: string): RenameEntry[] => {
    const known = listings.get(folder);
    if (known !== undefined) return known;
    const entries = listBelow(root, folder, 2, (name) => companionOf(name)?.kind === 'subtitles');
    listings.set(folder, entries);
    return entries;
  };
  return {
    films: films.map((film) =>
      guarded(path.join(root, film.folder), () => {
        const entries = film.isOwnFolder ? listed(film.folder) : near(film, listed(film.folder));
        return free(root, film.folder, planFilm({ ...film, entries }, patterns));
      }),
    ),
    shows: shows.map((show) => planOneShow(root, show, patterns)),
  };
}

/** Further steps that take along what was named after renamed videos since, as far as its old name is free. */
export function findLateSteps({ root, steps }: RenameStageTask): RenameStep[] {
  const entries = foldersOfRenamed(steps).flatMap((folder) => {
    try {
      return listBelow(root, folder, 1, () => false);
    } catch {
      // Taking the rename back will say what is wrong with the folder.
      return [];
    }
  });
  return lateSteps(steps, entries).filter(({ from }) => !isThere(path.join(root, from)));
}

export interface RenameStageTask {
  root: string;
  steps: readonly RenameStep[];
}

/** Takes the steps of one stage, all or none; see takeSteps. */
export function takeRenameSteps({ root, steps }: RenameStageTask): Promise<StageResult> {
  return takeSteps(
    steps.map(({ op, isFolder, from, to }): DiskStep => ({
      op,
      isFolder,
      from: path.join(root, from),
      to: path.join(root, to),
    })),
  );
}

function planOneShow(root: string, show: Omit<ShowToRename, 'entries'>, patterns: ParsedPatterns): PlannedShow {
  try {
    const entries = listBelow(root, show.folder, SHOW_DEPTH, () => true);
    const plan = planShow({ ...show, entries }, patterns);
    return { ...plan, folders: free(root, show.folder, plan.folders) };
  } catch (error) {
    const { message } = toFileError(error, path.join(root, show.folder));
    return { folders: renameProblem(message), episodes: [] };
  }
}

function guarded(folder: string, work: () => PlannedRename): PlannedRename {
  try {
    return work();
  } catch (error) {
    return renameProblem(toFileError(error, folder).message);
  }
}

/** Of a folder with thousands of films: only what may be this one's, which its videos' names begin. */
function near(film: Omit<FilmToRename, 'entries'>, entries: readonly RenameEntry[]): RenameEntry[] {
  const stems = film.videos.map((video) => presentStem(video).stem);
  const common = stems.reduce(commonStart, stems[0] ?? '');
  return entries.filter((entry) => nameOf(entry.path).startsWith(common));
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** What the plan needs to be free is looked at, and whether it stays on one disk. */
function free(root: string, folder: string, plan: PlannedRename): PlannedRename {
  const taken = plan.mustBeFree.find((place) => isThere(path.join(root, place)));
  if (taken !== undefined) {
    return renameProblem(`${taken} is there already. Rename or remove it first.`, plan.changes);
  }
  const isMoved = plan.steps.some(({ op, isFolder, from }) => op === 'move' && isFolder && from === folder);
  if (isMoved && statSync(path.join(root, folder)).dev !== statSync(path.join(root, folder, '..')).dev) {
    return renameProblem('This folder is a disk or share of its own, and cannot be renamed from here.', plan.changes);
  }
  return plan;
}

function isThere(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false }) !== undefined;
}

/** Everything in a folder, and so many levels deep; links are named, not followed. */
function listBelow(root: string, folder: string, depth: number, isEntered: (name: string) => boolean): RenameEntry[] {
  const entries: RenameEntry[] = [];
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const place = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const isFolder = entry.isDirectory();
    entries.push({ path: place, isFolder });
    if (isFolder && depth > 1 && isEntered(entry.name)) entries.push(...listBelow(root, place, depth - 1, isEntered));
  }
  return entries;
}
