import type { ListedFile } from '../folder-facts.ts';

/** A folder of a listing that was given as paths. */
export interface ListingFolder {
  /** '' for what the paths are relative to. */
  name: string;
  /** Names of the files directly in it, with the paths as they were given. */
  files: Map<string, string>;
  folders: Map<string, ListingFolder>;
}

/** Grows the folders of a listing from its paths; '/' and '\' both separate, and a drive or share is a folder like any. */
export function growListingTree(paths: readonly string[]): ListingFolder {
  const root: ListingFolder = { name: '', files: new Map(), folders: new Map() };
  for (const path of paths) {
    const segments = path.split(/[\\/]/u).filter((segment) => segment !== '');
    const base = segments.pop();
    if (base === undefined) continue;
    let folder = root;
    for (const name of segments) {
      const inner = folder.folders.get(name) ?? { name, files: new Map(), folders: new Map() };
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.files.set(base, path);
  }
  return root;
}

/** The files of some of a folder's subfolders and their own, as a scan lists them; sizes and times are unknown: 0. */
export function listFolders(folder: ListingFolder, isListed: (name: string) => boolean): ListedFile[] {
  const files = [...folder.files.keys()].map((relPath) => ({ relPath, sizeBytes: 0, mtimeMs: 0 }));
  for (const [name, inner] of folder.folders) {
    if (!isListed(name)) continue;
    for (const file of listFolders(inner, () => true)) files.push({ ...file, relPath: `${name}/${file.relPath}` });
  }
  return files;
}

/** The path, as it was given, of a file below a folder. */
export function givenPath(folder: ListingFolder, relPath: string): string {
  const [first = '', ...rest] = relPath.split('/');
  const inner = rest.length === 0 ? undefined : folder.folders.get(first);
  return inner === undefined ? (folder.files.get(first) ?? relPath) : givenPath(inner, rest.join('/'));
}
