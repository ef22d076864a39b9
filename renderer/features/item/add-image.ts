import type { ImageType } from '../../../contract/primitives.ts';
import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import type { OpenItem } from './open-item.svelte.ts';

/**
 * Replaces one type of artwork with an image that was dropped, pasted or picked. Answers what went wrong in words, or
 * null when it worked.
 */
export async function addImage(item: OpenItem, type: ImageType, files: readonly File[]): Promise<string | null> {
  const [file] = files;
  if (!file) return null;
  if (files.length > 1) return t.item.artwork.notOne;
  try {
    await item.addArtwork(type, file);
    return null;
  } catch (error) {
    return errorText(error);
  }
}
