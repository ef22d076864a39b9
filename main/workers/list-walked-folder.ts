import path from 'node:path';
import { companionFolders } from '../domain/classify/companion-folders.ts';
import { isIgnoredFolder } from '../domain/classify/folder-names.ts';
import { walkedFolders } from '../domain/classify/walked-folders.ts';
import type { IgnoreRules } from '../files/ignore-rules.ts';
import { type FolderListing, listFilmFolder } from '../files/list-folder.ts';

/**
 * Lists a folder of a library of films, and tells which of its subfolders a scan walks into. Throws a FileError when the
 * folder cannot be read.
 * @param folder.ignoreRules of the folders above
 * @param isIgnoredName true for what the person wants left out
 */
export async function listWalkedFolder(
  folder: { path: string; isLibraryRoot: boolean; ignoreRules: IgnoreRules },
  isIgnoredName: (name: string) => boolean,
): Promise<{ listing: FolderListing; walked: string[] }> {
  const { isLibraryRoot, ignoreRules } = folder;
  let beside: ReadonlySet<string> | null = null;
  const listing = await listFilmFolder(
    folder.path,
    (name, siblings) => (beside ??= companionFolders(siblings, isLibraryRoot)).has(name),
    isIgnoredFolder,
    { ignoreRules, isIgnoredName },
  );
  if (listing.skipped) return { listing, walked: [] };
  const { files, subfolders, companions } = listing;
  const name = path.basename(folder.path);
  return { listing, walked: walkedFolders({ name, isLibraryRoot, files, subfolders, companions }) };
}
