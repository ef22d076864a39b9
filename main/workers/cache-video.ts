import { rm } from 'node:fs/promises';
import { putFile } from '../files/cache-store.ts';

/** Takes a finished download of any size into the cache; the file is gone afterwards. Throws a FileError. */
export async function cacheVideo(input: {
  cacheDir: string;
  path: string;
}): Promise<{ hash: string; path: string; sizeBytes: number }> {
  try {
    const { hash, path, sizeBytes } = await putFile(input.cacheDir, input.path);
    return { hash, path, sizeBytes };
  } finally {
    await rm(input.path, { force: true });
  }
}
