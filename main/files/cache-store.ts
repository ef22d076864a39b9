import { randomBytes } from 'node:crypto';
import { dirname, extname, join } from 'node:path';
import { errnoOf, toFileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { hashFile, sha256 } from './hash-file.ts';
import { syncFolder } from './sync-folder.ts';
import { writeNewFile } from './write-new-file.ts';

/** Below this a file is read into memory whole: one read, one hash, one write. */
const IN_MEMORY_BYTES = 16 * 1024 * 1024;

/** An entry that is put again is marked as wanted by its time, though not over and over. */
const TOUCH_AFTER_MS = 60 * 60_000;

export interface CachedFile {
  /** SHA-256, 64 lower-case hex digits. */
  hash: string;
  sizeBytes: number;
  ext: string;
  path: string;
  /** True when the cache held these bytes already and nothing was written. */
  existed: boolean;
}

export interface PutOptions {
  /** Flush file and folder to the disk before returning. For bytes about to vanish from where they came from. */
  durable?: boolean;
  /** Read an entry that is already there again, and replace it when it is damaged. */
  verifyExisting?: boolean;
  fs?: FsOps;
}

/**
 * Where the cache keeps these bytes: `<cacheDir>/ab/<sha256>.<ext>`. One level of 256 folders: two would cost a new folder
 * for nearly every file, and a quarter of a million files are still only a thousand to a folder.
 * Throws when `hash` is no SHA-256, so that no text from outside can lead out of the cache.
 */
export function cachePath(cacheDir: string, hash: string, ext: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`Not a SHA-256: ${hash}`);
  return join(cacheDir, hash.slice(0, 2), `${hash}.${normalizeExt(ext)}`);
}

/** The extension the cache files something under: lower case, no dot, jpeg as jpg; `bin` when there is no sane one. */
export function normalizeExt(ext: string): string {
  const bare = ext.replace(/^\./, '').toLowerCase();
  if (bare === 'jpeg') return 'jpg';
  return /^[a-z0-9]{1,8}$/.test(bare) ? bare : 'bin';
}

/**
 * Puts a copy of a file into the cache, reading it once. `ext` defaults to the file's own.
 * The entry appears complete or not at all. Throws a FileError. Call it in a worker: it blocks.
 */
export async function putFile(
  cacheDir: string,
  sourcePath: string,
  ext: string = extname(sourcePath),
  options: PutOptions = {},
): Promise<CachedFile> {
  const fs = options.fs ?? nodeFs;
  let bytes;
  try {
    if (fs.statSync(sourcePath).size < IN_MEMORY_BYTES) bytes = fs.readFileSync(sourcePath);
  } catch (error) {
    throw toFileError(error, sourcePath);
  }
  if (bytes !== undefined) return putBytes(cacheDir, bytes, ext, options);
  try {
    return putLargeFile(cacheDir, sourcePath, normalizeExt(ext), options);
  } catch (error) {
    const isFull = ['ENOSPC', 'EDQUOT', 'EROFS'].includes(errnoOf(error) ?? '');
    throw toFileError(error, isFull ? cacheDir : sourcePath);
  }
}

/** Puts bytes into the cache; otherwise as putFile. */

// eslint-disable-next-line @typescript-eslint/require-await -- callers are not to rely on its blocking
export async function putBytes(
  cacheDir: string,
  bytes: Uint8Array,
  ext: string,
  options: PutOptions = {},
): Promise<CachedFile> {
  try {
    return put(cacheDir, bytes, normalizeExt(ext), options);
  } catch (error) {
    throw toFileError(error, cacheDir);
  }
}

/**
 * Moves a finished file of the cache's own disk in, without copying it. `bytes` are what it holds: they name it. The file is
 * gone afterwards, also when the cache had the bytes already. Otherwise as putFile.
 */

// eslint-disable-next-line @typescript-eslint/require-await -- callers are not to rely on its blocking
export async function adoptFile(
  cacheDir: string,
  tempPath: string,
  bytes: Uint8Array,
  ext: string,
): Promise<CachedFile> {
  const hash = sha256(bytes);
  const entry = { hash, sizeBytes: bytes.length, ext: normalizeExt(ext), path: cachePath(cacheDir, hash, ext) };
  try {
    if (isThere(entry, {}, nodeFs)) {
      nodeFs.unlinkSync(tempPath);
      return { ...entry, existed: true };
    }
    moveIn(tempPath, entry.path, {}, nodeFs);
    return { ...entry, existed: false };
  } catch (error) {
    throw toFileError(error, cacheDir);
  }
}

/** Reads a cache entry again: `ok`, `missing`, or `damaged` when its bytes are no longer the ones it is named after. */

// eslint-disable-next-line @typescript-eslint/require-await -- callers are not to rely on its blocking
export async function verifyCached(cacheDir: string, hash: string, ext: string): Promise<'ok' | 'missing' | 'damaged'> {
  const path = cachePath(cacheDir, hash, ext);
  try {
    return hashFile(path) === hash ? 'ok' : 'damaged';
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'missing';
    throw toFileError(error, path);
  }
}

function put(cacheDir: string, bytes: Uint8Array, ext: string, options: PutOptions): CachedFile {
  const fs = options.fs ?? nodeFs;
  const hash = sha256(bytes);
  const entry = { hash, sizeBytes: bytes.length, ext, path: cachePath(cacheDir, hash, ext) };
  if (isThere(entry, options, fs)) return { ...entry, existed: true };
  const temp = newTemp(dirname(entry.path), fs, (path) => writeNewFile(path, { bytes, hash }, options));
  moveIn(temp.path, entry.path, options, fs);
  return { ...entry, existed: false };
}

function putLargeFile(cacheDir: string, sourcePath: string, ext: string, options: PutOptions): CachedFile {
  const fs = options.fs ?? nodeFs;
  const temp = newTemp(join(cacheDir, '.tmp'), fs, (path) => writeNewFile(path, { copyFrom: sourcePath }, options));
  const { hash, sizeBytes } = temp.written;
  const entry = { hash, sizeBytes, ext, path: cachePath(cacheDir, hash, ext) };
  if (isThere(entry, options, fs)) {
    fs.unlinkSync(temp.path);
    return { ...entry, existed: true };
  }
  moveIn(temp.path, entry.path, options, fs);
  return { ...entry, existed: false };
}

function isThere(entry: { hash: string; sizeBytes: number; path: string }, options: PutOptions, fs: FsOps): boolean {
  // Not throwing matters: on a first scan nearly every entry is missing.
  const found = fs.statSync(entry.path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.size !== entry.sizeBytes) return false;
  if (options.verifyExisting === true && hashFile(entry.path, fs) !== entry.hash) return false;
  if (!touch(entry.path, found.mtimeMs, fs)) return false;
  if (options.durable === true) {
    // It may have been put moments ago without a flush.
    const fd = fs.openSync(entry.path, 'r+');
    try {
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    syncUpwards(entry.path, fs);
  }
  return true;
}

/**
 * Who puts bytes will refer to them in a moment. Collection leaves alone what was touched of late, and what it has moved
 * away by now cannot be touched: false then, and the bytes are written anew. So neither needs to wait for the other.
 */
function touch(path: string, mtimeMs: number, fs: FsOps): boolean {
  const now = Date.now();
  if (now - mtimeMs < TOUCH_AFTER_MS) return true;
  try {
    fs.utimesSync(path, now / 1000, now / 1000);
    return true;
  } catch (error) {
    // On a disk that lets nobody set times, nothing can be moved away either.
    return errnoOf(error) !== 'ENOENT';
  }
}

const TEMP_PREFIX = randomBytes(9).toString('hex');
let temps = 0;

/**
 * Bytes are written in the folder they stay in: a file system renames across folders one at a time, and several threads
 * fill the cache. What comes from a large file is named after bytes that are not known yet, and waits in a folder of its own.
 */
function newTemp<T>(folder: string, fs: FsOps, write: (path: string) => T): { path: string; written: T } {
  const path = join(folder, `${TEMP_PREFIX}-${String(temps++)}.tmp`);
  try {
    return { path, written: write(path) };
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    // That it is there by now proves nothing: another thread may have made it since.
    makeFolder(folder, fs);
    return { path, written: write(path) };
  }
}

function moveIn(temp: string, target: string, options: PutOptions, fs: FsOps): void {
  try {
    try {
      fs.renameSync(temp, target);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      makeFolder(dirname(target), fs);
      fs.renameSync(temp, target);
    }
  } catch (error) {
    try {
      fs.unlinkSync(temp);
    } catch {
      // The first error is the one to tell.
    }
    throw error;
  }
  if (options.durable === true) syncUpwards(target, fs);
}

/** Folders of the cache whose own entries are on the disk, as far as this thread has seen to it. */
const anchored = new Set<string>();

function makeFolder(folder: string, fs: FsOps): void {
  fs.mkdirSync(folder, { recursive: true });
  anchored.delete(folder);
}

/** The two levels of folders above an entry may be new as well. Flushing those once is enough: every flush is a wait. */
function syncUpwards(path: string, fs: FsOps): void {
  const inner = dirname(path);
  const outer = dirname(inner);
  syncFolder(inner, fs);
  if (anchored.has(inner)) return;
  for (const folder of [outer, dirname(outer)]) syncFolder(folder, fs);
  anchored.add(inner);
}
