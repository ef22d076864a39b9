import type { ImageType } from '../../../contract/primitives.ts';
import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import type { OpenFilm } from './open-film.svelte.ts';

/**
 * Replaces one type of artwork with an image that was dropped, pasted or picked. Tells what went wrong through
 * `onProblem`, or in a toast; answers whether it worked.
 */
export async function addImage(
  film: OpenFilm,
  type: ImageType,
  files: readonly File[],
  onProblem: (message: string) => void = (message) => toasts.show({ message, tone: 'danger' }),
): Promise<boolean> {
  const [file] = files;
  if (!file) return false;
  if (files.length > 1) {
    onProblem(t.film.artwork.notOne);
    return false;
  }
  try {
    await film.addArtwork(type, file);
  } catch (error) {
    onProblem(errorText(error));
    return false;
  }
  const editId = film.saved?.editId;
  toasts.show({
    message: t.film.artwork.replaced(t.film.images[type]),
    tone: 'ok',
    isUndo: true,
    action: editId === undefined ? undefined : { label: t.film.undo, run: () => film.undo(editId) },
  });
  return true;
}
