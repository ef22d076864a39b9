import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ItemIssue } from '../../contract/items.ts';
import { type AssetImageType, imageTypesOf } from '../domain/asset-types.ts';
import { setFileClasses } from '../domain/classify/film-file-classes.ts';
import type { ListedFile } from '../domain/folder-facts.ts';
import type { SetMetadata } from '../domain/tv-metadata.ts';
import { sha256 } from '../files/hash-file.ts';
import { listFolder } from '../files/list-folder.ts';
import { readSetNfo } from '../nfo/read-set-nfo.ts';
import { cacheImage } from './cache-image.ts';
import { readFirstNfo } from './read-first-nfo.ts';
import type { CachedImage } from './scan-facts.ts';

export interface ReadSetFolderInput {
  cacheDir: string;
  folderPath: string;
  /** Only what says by its name that it is a set's: the folder holds the folders of films as well. */
  isShared: boolean;
  /** What the listing was like when it was read last; then nothing is opened. */
  knownFingerprint: string | null;
}

export interface SetFolderFacts {
  fingerprint: string;
  /** Worst name first: where two files stand for one image, the last one counts. */
  images: (CachedImage & { filePath: string; type: AssetImageType; index: number })[];
  nfo: { path: string; hash: string; metadata: SetMetadata } | null;
  issues: ItemIssue[];
}

/** The folders that lie in the movie set information folder. Throws a FileError, or what readdir throws, when it cannot be read. */
export async function listSetFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

/** Reads a set's artwork and NFO, and copies the artwork into the cache. Null when nothing changed since it was read last. */
export async function readSetFolder(input: ReadSetFolderInput): Promise<SetFolderFacts | null> {
  const { folderPath, cacheDir } = input;
  const listing = await listFolder(folderPath);
  const files = input.isShared
    ? listing.files.filter(({ relPath }) => /^(?:movie)?set\b/iu.test(relPath))
    : listing.files;
  const fingerprint = sha256(Buffer.from(JSON.stringify(files)));
  if (fingerprint === input.knownFingerprint) return null;
  const classes = setFileClasses(path.basename(folderPath), files);
  const absolute = ({ relPath }: ListedFile): string => path.join(folderPath, relPath);
  const issues: ItemIssue[] = [];
  const images: SetFolderFacts['images'] = [];
  const types = imageTypesOf('set');
  for (const file of inWorstOrder(files)) {
    const known = classes.get(file.relPath);
    const type = types.find((one) => one === known?.artworkType);
    if (known?.category !== 'artwork' || type === undefined) continue;
    const image = await cacheImage(cacheDir, absolute(file), file.sizeBytes, issues);
    if (image !== null) images.push({ ...image, filePath: absolute(file), type, index: known.index ?? 0 });
  }
  const nfos = files.filter(({ relPath }) => classes.get(relPath)?.category === 'nfo').sort(bySetNfo);
  const nfo = readFirstNfo(nfos.map(absolute), readSetNfo, issues);
  return {
    fingerprint,
    images,
    nfo: nfo?.reading.outcome === 'parsed' ? { path: nfo.path, hash: nfo.hash, metadata: nfo.reading.metadata } : null,
    issues,
  };
}

/** A type's own word ("poster") after its aliases ("folder"), so that it has the last word. */
function inWorstOrder(files: readonly ListedFile[]): ListedFile[] {
  const own = new RegExp(`(?:^|-)(?:${imageTypesOf('set').join('|')})\\d*\\.`, 'iu');
  return [...files].sort((a, b) => Number(own.test(a.relPath)) - Number(own.test(b.relPath)));
}

/** Kodi's own name first. */
function bySetNfo(a: ListedFile, b: ListedFile): number {
  return Number(b.relPath.toLowerCase() === 'set.nfo') - Number(a.relPath.toLowerCase() === 'set.nfo');
}
