import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { toFileError, type FileErrorData } from '../files/file-error.ts';

/** What lies at a path of a library and in the cache: their sizes in bytes; null where there is no such file. */
export interface SeenFile {
  sizeBytes: number | null;
  cachedBytes: number | null;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a worker answers later
export async function lookForFiles(files: readonly { path: string; cachePath: string | null }[]): Promise<SeenFile[]> {
  return files.map(({ path, cachePath }) => ({
    sizeBytes: sizeOf(path),
    cachedBytes: cachePath === null ? null : sizeOf(cachePath),
  }));
}

/** Makes a folder with those above it. Answers those that were made, the outermost first. */
// eslint-disable-next-line @typescript-eslint/require-await -- a worker answers later
export async function makeFolder(
  folder: string,
): Promise<{ ok: true; outermost: string | null } | { ok: false; error: FileErrorData }> {
  try {
    const outermost = mkdirSync(folder, { recursive: true }) ?? null;
    accessSync(folder, constants.W_OK);
    return { ok: true, outermost };
  } catch (error) {
    return { ok: false, error: toFileError(error, folder).toData() };
  }
}

function sizeOf(path: string): number | null {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true ? stats.size : null;
  } catch (error) {
    // A file where a folder should be: there is no such path.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null;
    throw error;
  }
}
