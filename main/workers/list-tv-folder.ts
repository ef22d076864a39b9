import path from 'node:path';
import { companionOf } from '../domain/classify/companion-folder.ts';
import { isIgnoredFolder } from '../domain/classify/folder-names.ts';
import { isIgnorable } from '../domain/classify/ignorable.ts';
import { showOfPackFolder } from '../domain/classify/series/pack-folder.ts';
import { tvFolderKind } from '../domain/classify/series/tv-folder-kind.ts';
import { type FolderListing, listFolder, type ListingFilter } from '../files/list-folder.ts';

/** Companion folders beside folders of shows hold nothing to be walked; "Extras" and "Shorts" may be shows. */
const NEVER_WALKED: ReadonlySet<string> = new Set([
  ...['subtitles', 'actors', 'extrafanart', 'extrathumbs', 'theme', 'bluray', 'dvd'],
]);

export interface ListedTvFolder {
  listing: FolderListing;
  /** Without those that are never looked at. */
  subfolders: string[];
  /** Those that a scan goes on to; only in a category. */
  walked: string[];
  kind: ReturnType<typeof tvFolderKind>;
}

/** Lists a folder of a library of series, and tells what it is. Throws a FileError when the folder cannot be read. */
export async function listTvFolder(
  folder: { path: string; isLibraryRoot: boolean },
  filter: ListingFilter,
): Promise<ListedTvFolder> {
  const listing = await listFolder(folder.path, filter);
  const subfolders = listing.subfolders.filter((name) => !isIgnoredFolder(name));
  const kind = tvFolderKind({
    name: path.basename(folder.path),
    isLibraryRoot: folder.isLibraryRoot,
    files: listing.files.map(({ relPath }) => relPath).filter((name) => isMark(name) || !isIgnorable(name)),
    subfolders,
  });
  // Folders that are named like releases belong to the shows they name.
  const walked = subfolders.filter(
    (name) => showOfPackFolder(name) === null && !NEVER_WALKED.has(companionOf(name)?.kind ?? ''),
  );
  return { listing, subfolders, walked: kind === 'category' ? walked : [], kind };
}

function isMark(name: string): boolean {
  return name.toLowerCase() === '.plexmatch';
}
