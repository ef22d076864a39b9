import { join } from 'node:path';
import type { ListedFile } from '../domain/folder-facts.ts';
import { type FileErrorData, toFileError } from './file-error.ts';
import { type FolderListing, listFolder, type ListingFilter } from './list-folder.ts';

export interface TreeListing {
  /** Paths relative to the top folder with '/' between the parts. */
  files: ListedFile[];
  /** Relative paths of all folders below. */
  folders: string[];
  /** What could not be read or followed, and what lies too deep. Paths are absolute. */
  errors: FileErrorData[];
}

/** Deeper than any show is sorted: "Show/Season 1/Disc 1/BDMV/STREAM". Links may make a tree endless. */
const MAX_DEPTH = 8;
const PARALLEL_LISTINGS = 4;

/**
 * Lists everything below a folder that was listed itself, except ignored folders. Of BDMV only its STREAM folder.
 * Problems come back in `errors`; nothing is thrown. Call it in a worker: it may block.
 * @param folders names of the subfolders to descend into
 * @param filter what is left out; its rules are those that hold below `path`
 * @param isIgnoredFolder tells by name whether a folder is never looked at
 */
export async function listTree(
  path: string,
  folders: readonly string[],
  filter: ListingFilter,
  isIgnoredFolder: (name: string) => boolean,
): Promise<TreeListing> {
  const tree: TreeListing = { files: [], folders: [], errors: [] };
  let level = folders.filter((name) => !isIgnoredFolder(name)).map((name) => ({ relPath: name, filter }));
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      const [first] = level;
      const deep = join(path, first?.relPath ?? '');
      tree.errors.push({ code: 'io_error', path: deep, message: `${deep} lies too deep to be looked at.` });
      break;
    }
    const next: typeof level = [];
    for (let start = 0; start < level.length; start += PARALLEL_LISTINGS) {
      const batch = level.slice(start, start + PARALLEL_LISTINGS);
      const listings = await Promise.all(batch.map((folder) => listBelow(path, folder, tree.errors)));
      for (const [at, listing] of listings.entries()) {
        const folder = batch[at];
        if (listing === null || listing.skipped || folder === undefined) continue;
        tree.folders.push(folder.relPath);
        for (const file of listing.files) tree.files.push({ ...file, relPath: `${folder.relPath}/${file.relPath}` });
        tree.errors.push(...listing.errors);
        const below = { ...filter, ignoreRules: listing.ignoreRules };
        for (const name of listing.subfolders) {
          if (isWanted(folder.relPath, name, isIgnoredFolder)) {
            next.push({ relPath: `${folder.relPath}/${name}`, filter: below });
          }
        }
      }
    }
    level = next;
  }
  return tree;
}

async function listBelow(
  path: string,
  folder: { relPath: string; filter: ListingFilter },
  errors: FileErrorData[],
): Promise<FolderListing | null> {
  const absolute = join(path, folder.relPath);
  try {
    return await listFolder(absolute, folder.filter);
  } catch (error) {
    errors.push(toFileError(error, absolute).toData());
    return null;
  }
}

function isWanted(parent: string, name: string, isIgnoredFolder: (name: string) => boolean): boolean {
  const isInBluray = parent.slice(parent.lastIndexOf('/') + 1).toLowerCase() === 'bdmv';
  return isInBluray ? name.toLowerCase() === 'stream' : !isIgnoredFolder(name);
}
