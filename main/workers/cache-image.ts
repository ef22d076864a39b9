import type { ItemIssue } from '../../contract/items.ts';
import { putBytes } from '../files/cache-store.ts';
import { FileError } from '../files/file-error.ts';
import { withFileBytes } from '../files/read-scratch.ts';
import { readImageFacts } from '../media/image-facts.ts';
import type { CachedImage } from './scan-facts.ts';

/** An image larger than this is no artwork that anybody publishes; it is reported instead of read into memory. */
const MAX_IMAGE_BYTES = 100 * 1024 * 1024;

/**
 * Copies an image of the library into the cache, judged by its content. One that is none, or cannot be read, is added to
 * `issues` and answered with null. Throws a FileError only for a full cache disk: that must stop the scan.
 */
export async function cacheImage(
  cacheDir: string,
  filePath: string,
  sizeBytes: number,
  issues: ItemIssue[],
): Promise<CachedImage | null> {
  if (sizeBytes > MAX_IMAGE_BYTES) {
    issues.push({
      code: 'image_too_large',
      message: 'This image is larger than 100 MB and is not used.',
      path: filePath,
    });
    return null;
  }
  try {
    return await withFileBytes(filePath, async (bytes) => {
      const facts = await readImageFacts(bytes);
      if (!facts.ok) {
        issues.push({ code: 'image_invalid', message: facts.reason, path: filePath });
        return null;
      }
      const cached = await putBytes(cacheDir, bytes, facts.format);
      return {
        hash: cached.hash,
        sizeBytes: cached.sizeBytes,
        cachePath: cached.path,
        width: facts.width,
        height: facts.height,
        mimeType: facts.mimeType,
      };
    });
  } catch (error) {
    if (error instanceof FileError && error.code === 'disk_full') throw error;
    const message = error instanceof Error ? error.message : String(error);
    issues.push({ code: 'image_unreadable', message: `This image cannot be read: ${message}`, path: filePath });
    return null;
  }
}
