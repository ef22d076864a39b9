import { existsSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { commitStaged, newTempPath, stageFile, unlinkPatiently } from '../files/atomic-write.ts';
import { cachePath, putFile } from '../files/cache-store.ts';
import { fileError, type FileErrorData, toFileError } from '../files/file-error.ts';
import { hashFileIfThere } from '../files/hash-file.ts';
import { syncFolder } from '../files/sync-folder.ts';

export type KeepResult =
  | { ok: true; hash: string; sizeBytes: number; cachePath: string }
  /** Nothing has this name any more. */
  | { ok: true; hash: null }
  | { ok: false; error: FileErrorData };

/**
 * Copies a file into the cache, flushed to the disk and read again where it was there before.
 * @param input.expectedHash SHA-256 that the file must have; other bytes are refused as `changed_on_disk`
 */
export async function keepFile(input: {
  cacheDir: string;
  path: string;
  expectedHash: string | null;
  /** What the cache files it under; the file's own extension when null. */
  ext: string | null;
}): Promise<KeepResult> {
  const { cacheDir, path, expectedHash } = input;
  try {
    if (hashFileIfThere(path) === null) return { ok: true, hash: null };
    const kept = await putFile(cacheDir, path, input.ext ?? extname(path), { durable: true, verifyExisting: true });
    if (expectedHash !== null && kept.hash !== expectedHash) throw fileError('changed_on_disk', path);
    return { ok: true, hash: kept.hash, sizeBytes: kept.sizeBytes, cachePath: kept.path };
  } catch (error) {
    return { ok: false, error: toFileError(error, path).toData() };
  }
}

/** Removes a file whose bytes are kept. One that holds other bytes by now is refused as `changed_on_disk`. */
export async function removeKept(input: {
  path: string;
  hash: string;
}): Promise<{ ok: true } | { ok: false; error: FileErrorData }> {
  const { path, hash } = input;
  try {
    const now = hashFileIfThere(path);
    if (now === null) return { ok: true };
    if (now !== hash) throw fileError('changed_on_disk', path);
    await unlinkPatiently(path);
    syncFolder(dirname(path));
    return { ok: true };
  } catch (error) {
    return { ok: false, error: toFileError(error, path).toData() };
  }
}

/** Writes kept bytes where nothing is; where something is, it is refused as `changed_on_disk` unless it is the same. */
export async function restoreKept(input: {
  cacheDir: string;
  hash: string;
  ext: string;
  path: string;
}): Promise<{ ok: true } | { ok: false; error: FileErrorData }> {
  const { cacheDir, hash, ext, path } = input;
  try {
    const now = hashFileIfThere(path);
    if (now === hash) return { ok: true };
    if (now !== null) throw fileError('changed_on_disk', path);
    if (!existsSync(dirname(path))) throw fileError('not_found', dirname(path));
    const tempPath = newTempPath(path);
    await stageFile(path, { copyFrom: cachePath(cacheDir, hash, ext) }, { tempPath, expectedHash: hash });
    await commitStaged(tempPath, path);
    return { ok: true };
  } catch (error) {
    return { ok: false, error: toFileError(error, path).toData() };
  }
}

export interface HashedPath {
  path: string;
  /** Null when nothing is there, or it cannot be read. */
  hash: string | null;
  /** Why it cannot be read. */
  problem: string | null;
}

/** What lies at some paths now. */
export function hashFiles(paths: readonly string[]): HashedPath[] {
  return paths.map((path) => {
    try {
      return { path, hash: hashFileIfThere(path), problem: null };
    } catch (error) {
      return { path, hash: null, problem: toFileError(error, path).message };
    }
  });
}
