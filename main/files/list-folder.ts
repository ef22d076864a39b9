import { createHash } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ListedFile } from '../domain/folder-facts.ts';
import { type FileErrorData, toFileError } from './file-error.ts';
import { createRuleTest, type IgnoreRules, readIgnoreFiles } from './ignore-rules.ts';

export interface FolderListing {
  /** Sorted by path; paths relative to the listed folder with '/' between the parts. */
  files: ListedFile[];
  /** Names (for listFilmFolder: relative paths) of the folders below that are still to be walked, sorted. */
  subfolders: string[];
  /** Names of the folders whose files are listed with this one's; empty for listFolder. */
  companions: string[];
  /** What could not be read or followed; everything else is listed all the same. Paths are absolute. */
  errors: FileErrorData[];
  /** True when the folder says it is not to be looked at: `.nomedia`, or an empty `.ignore`. Then nothing is listed. */
  skipped: boolean;
  /** What holds in the folders below: the rules of the folders above and this folder's own. */
  ignoreRules: IgnoreRules;
}

/** What is left out of a listing, besides what the folder's own ignore files say. */
export interface ListingFilter {
  /** Of the folders above. */
  ignoreRules: IgnoreRules;
  /** True for files and folders that the person wants left out, by name. */
  isIgnoredName: (name: string) => boolean;
}

const NO_FILTER: ListingFilter = { ignoreRules: [], isIgnoredName: () => false };

/** "Disc 1/BDMV/STREAM" is as deep as a film's own folders go. */
const COMPANION_DEPTH = 3;
const PARALLEL_STATS = 16;
const SLOW_STAT_MS = 1;
const SLOW_LISTING_MS = 3;

/**
 * Lists one folder with the size and time of each file, without descending.
 * Links to files count as files, links to folders as folders, except those that lead to a folder above (loops).
 * Throws a FileError only when the folder itself cannot be read. Call it in a worker: it may block.
 */
export async function listFolder(path: string, filter: ListingFilter = NO_FILTER): Promise<FolderListing> {
  let entries: Dirent[];
  try {
    entries = await readEntries(path);
  } catch (error) {
    throw toFileError(error, path);
  }
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const own = readIgnoreFiles(path, files);
  const listing: FolderListing = {
    files: [],
    subfolders: [],
    companions: [],
    errors: [],
    skipped: false,
    ignoreRules: [],
  };
  if (own.isSkipped) return { ...listing, skipped: true };
  listing.ignoreRules = own.rules.length === 0 ? filter.ignoreRules : [...filter.ignoreRules, ...own.rules];
  listing.errors = own.errors;
  const isIgnored = ignoreTest(path, listing.ignoreRules, filter.isIgnoredName);
  const toStat: Dirent[] = [];
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (!isIgnored(entry.name, true)) listing.subfolders.push(entry.name);
    } else if ((entry.isFile() || entry.isSymbolicLink()) && !isIgnored(entry.name, false)) toStat.push(entry);
    // Sockets, pipes and devices hold no media.
  }
  await statEach(path, toStat, (entry, result) => {
    if ('error' in result) listing.errors.push(describeEntryError(result.error, join(path, entry.name)));
    else if (result.stats.isFile()) listing.files.push(toListedFile(entry.name, result.stats));
    else if (result.stats.isDirectory() && !isIgnored(entry.name, true)) addLinkedFolder(path, entry.name, listing);
  });
  return sorted(listing);
}

/**
 * Lists a film's folder together with its companion folders (extras, .actors …) and what lies in those, a few levels deep:
 * a disc structure may lie in "Disc 1". Of BDMV only its STREAM folder. The remaining folders come back in `subfolders`, to be walked as folders of their own.
 * @param isCompanionFolder tells by name, and the names of all folders beside it, whether a folder belongs to the film there
 * @param isIgnoredFolder tells by name whether a folder is never looked at
 * @param filter what else is left out, here and in the companion folders
 */
export async function listFilmFolder(
  path: string,
  isCompanionFolder: (name: string, siblings: readonly string[]) => boolean,
  isIgnoredFolder: (name: string) => boolean,
  filter: ListingFilter = NO_FILTER,
): Promise<FolderListing> {
  const top = await listFolder(path, filter);
  const below: ListingFilter = { ...filter, ignoreRules: top.ignoreRules };
  const result: FolderListing = { ...top, subfolders: [] };
  for (const name of top.subfolders) {
    if (isIgnoredFolder(name)) continue;
    if (!isCompanionFolder(name, top.subfolders)) result.subfolders.push(name);
    else {
      result.companions.push(name);
      await addCompanion(path, name, result, isIgnoredFolder, below);
    }
  }
  return sorted(result);
}

/**
 * A stable digest of names, sizes and times: when it is the same as last time, nothing in the folder changed
 * that a scan would see. The order of the arguments does not matter.
 */
export function folderFingerprint(files: readonly ListedFile[], subfolders: readonly string[]): string {
  const lines = files.map((file) => `f\0${file.relPath}\0${file.sizeBytes}\0${Math.floor(file.mtimeMs)}`);
  for (const name of subfolders) lines.push(`d\0${name}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 32);
}

async function addCompanion(
  root: string,
  relPath: string,
  result: FolderListing,
  isIgnoredFolder: (name: string) => boolean,
  filter: ListingFilter,
): Promise<void> {
  let inner: FolderListing;
  try {
    inner = await listFolder(join(root, relPath), filter);
  } catch (error) {
    result.errors.push(toFileError(error, join(root, relPath)).toData());
    return;
  }
  for (const file of inner.files) result.files.push({ ...file, relPath: `${relPath}/${file.relPath}` });
  result.errors.push(...inner.errors);
  const parts = relPath.toLowerCase().split('/');
  if (parts.length >= COMPANION_DEPTH) return;
  for (const name of inner.subfolders) {
    const isWanted = parts.at(-1) === 'bdmv' ? name.toLowerCase() === 'stream' : !isIgnoredFolder(name);
    if (isWanted) {
      const below = { ...filter, ignoreRules: inner.ignoreRules };
      await addCompanion(root, `${relPath}/${name}`, result, isIgnoredFolder, below);
    }
  }
}

function ignoreTest(
  folder: string,
  rules: IgnoreRules,
  isIgnoredName: (name: string) => boolean,
): (name: string, isFolder: boolean) => boolean {
  if (rules.length === 0) return isIgnoredName;
  const isIgnoredByRule = createRuleTest(rules);
  return (name, isFolder) => isIgnoredName(name) || isIgnoredByRule(join(folder, name), isFolder);
}

let lastListingMs = 0;

/** Blocking as long as the disk is quick, as statEach; on a slow one, so that several folders can be asked for at once. */
async function readEntries(path: string): Promise<Dirent[]> {
  const startMs = performance.now();
  const isSlow = lastListingMs > SLOW_LISTING_MS;
  const entries = isSlow ? await readdir(path, { withFileTypes: true }) : readdirSync(path, { withFileTypes: true });
  lastListingMs = performance.now() - startMs;
  return entries;
}

type StatResult = { stats: Stats } | { error: unknown };

/**
 * On a local disk a blocking stat takes microseconds and a promise five times that; on a network share each is a round
 * trip and only asking for many at once helps. So: block as long as it is quick, go parallel once it is not.
 */
async function statEach(
  folder: string,
  entries: readonly Dirent[],
  report: (entry: Dirent, result: StatResult) => void,
): Promise<void> {
  let next = 0;
  for (let slow = 0; next < entries.length && slow < 2; next++) {
    const entry = entries[next] as Dirent;
    const startMs = performance.now();
    try {
      report(entry, { stats: statSync(join(folder, entry.name)) });
    } catch (error) {
      report(entry, { error });
    }
    if (performance.now() - startMs > SLOW_STAT_MS) slow++;
  }
  const worker = async (): Promise<void> => {
    while (next < entries.length) {
      const entry = entries[next++] as Dirent;
      const result: StatResult = await stat(join(folder, entry.name)).then(
        (stats) => ({ stats }),
        (error: unknown) => ({ error }),
      );
      report(entry, result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_STATS, entries.length - next) }, worker));
}

function addLinkedFolder(folder: string, name: string, listing: FolderListing): void {
  try {
    const target = realpathSync(join(folder, name));
    // Compared level by level as the path is spelled: a link further up may have led here from elsewhere.
    for (let above = folder; ; above = dirname(above)) {
      if (realpathSync(above) === target) return;
      if (dirname(above) === above) break;
    }
    listing.subfolders.push(name);
  } catch (error) {
    listing.errors.push(toFileError(error, join(folder, name)).toData());
  }
}

function describeEntryError(error: unknown, path: string): FileErrorData {
  // Node shows bytes that are not UTF-8 as replacement characters, and then cannot find the file by that name.
  if (!path.includes('\uFFFD')) return toFileError(error, path).toData();
  return { code: 'not_found', path, message: `The name of ${path} is not valid UTF-8. Rename the file.` };
}

function toListedFile(relPath: string, stats: Stats): ListedFile {
  return { relPath, sizeBytes: stats.size, mtimeMs: stats.mtimeMs };
}

function sorted(listing: FolderListing): FolderListing {
  listing.files.sort((a, b) => compare(a.relPath, b.relPath));
  listing.subfolders.sort(compare);
  listing.errors.sort((a, b) => compare(a.path, b.path));
  return listing;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
