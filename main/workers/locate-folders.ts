import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { isIgnoredFolder } from '../domain/classify/folder-names.ts';
import { createIgnoreTest, type IgnorePattern } from '../domain/classify/ignore-pattern.ts';
import type { IgnoreRules } from '../files/ignore-rules.ts';
import { listTvFolder } from './list-tv-folder.ts';
import { listWalkedFolder } from './list-walked-folder.ts';

/** A folder that something happened in, with or without what lies below. */
export interface ScanFolder {
  path: string;
  isDeep: boolean;
}

/** Where a scan of part of a library begins. */
export interface ScanStart extends ScanFolder {
  /** Of the folders above. */
  ignoreRules: IgnoreRules;
  /** It is not there any more, though the folder above could be read: what was known in and below it is gone. */
  isGone: boolean;
}

/** What walking down needs to know of a folder. */
interface Level {
  /** The folder is read as a whole: what happens below is its own. */
  isWhole: boolean;
  walked: ReadonlySet<string>;
  ignoreRules: IgnoreRules;
}

interface Request {
  type: 'movies' | 'tvshows';
  root: string;
  patterns: readonly IgnorePattern[];
  /** In the library, or the library's own. */
  folders: readonly ScanFolder[];
}

/**
 * Finds where a scan has to begin so that it sees what happened in some folders as a scan of the whole library would: of
 * a film's companion folder the film's, of anything below a show the show's; with the ignore rules that hold there.
 * Nothing is thrown: a folder that cannot be listed is itself the beginning.
 */
export async function locateFolders(request: Request): Promise<ScanStart[]> {
  const levels = new Map<string, Promise<Level | null>>();
  const listed = levelReader(request);
  const levelOf = (folder: string, rules: IgnoreRules): Promise<Level | null> => {
    const known = levels.get(folder) ?? listed(folder, rules);
    levels.set(folder, known);
    return known;
  };
  const starts = new Map<string, ScanStart>();
  for (const folder of request.folders) {
    for (const start of await locate(request.root, folder, levelOf)) {
      const same = starts.get(start.path);
      if (same === undefined || (start.isDeep && !same.isDeep)) starts.set(start.path, start);
    }
  }
  return withoutNested([...starts.values()]);
}

async function locate(
  root: string,
  folder: ScanFolder,
  levelOf: (folder: string, rules: IgnoreRules) => Promise<Level | null>,
): Promise<ScanStart[]> {
  let at: ScanStart = { path: root, ignoreRules: [], isDeep: false, isGone: false };
  for (const name of path.relative(root, folder.path).split(path.sep)) {
    if (name === '') break;
    const level = await levelOf(at.path, at.ignoreRules);
    if (level === null || level.isWhole) return [at];
    const child = path.join(at.path, name);
    if (!level.walked.has(name)) {
      if (!(await isMissing(child))) return [at];
      // The folder above may have lost a companion, so it is looked at, too.
      return [at, { path: child, ignoreRules: level.ignoreRules, isDeep: true, isGone: true }];
    }
    at = { path: child, ignoreRules: level.ignoreRules, isDeep: false, isGone: false };
  }
  return [{ ...at, isDeep: folder.isDeep }];
}

function levelReader({ type, root, patterns }: Request): (folder: string, rules: IgnoreRules) => Promise<Level | null> {
  const isIgnoredName = createIgnoreTest(patterns);
  return async (folder, ignoreRules) => {
    const task = { path: folder, isLibraryRoot: folder === root, ignoreRules };
    try {
      if (type === 'movies') {
        const { listing, walked } = await listWalkedFolder(task, isIgnoredName);
        return { isWhole: listing.skipped, walked: notIgnored(walked), ignoreRules: listing.ignoreRules };
      }
      const { listing, walked, kind } = await listTvFolder(task, { ignoreRules, isIgnoredName });
      return {
        isWhole: listing.skipped || kind === 'series',
        walked: notIgnored(walked),
        ignoreRules: listing.ignoreRules,
      };
    } catch {
      return null;
    }
  };
}

function notIgnored(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name) => !isIgnoredFolder(name)));
}

async function isMissing(folder: string): Promise<boolean> {
  try {
    await lstat(folder);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}

/** A beginning below another that is walked with all below it adds nothing. */
function withoutNested(starts: readonly ScanStart[]): ScanStart[] {
  const deep = starts.filter((start) => start.isDeep && !start.isGone).map((start) => start.path);
  return starts.filter((start) => !deep.some((above) => start.path !== above && isInside(start.path, above)));
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
