import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

const PER_CALL = 500;

async function inChunks(ids: readonly number[], run: (chunk: number[]) => Promise<number>): Promise<number> {
  let done = 0;
  for (let start = 0; start < ids.length; start += PER_CALL) done += await run(ids.slice(start, start + PER_CALL));
  return done;
}

async function restore(ids: readonly number[]): Promise<void> {
  try {
    const restored = await inChunks(ids, async (chunk) => (await call('movies.restore', { ids: chunk })).restored);
    toasts.show({ message: t.films.restored(restored), tone: 'ok' });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}

/** Moves films to the trash and offers to undo it. Answers whether it worked. */
export async function trashFilms(ids: readonly number[]): Promise<boolean> {
  try {
    const removed = await inChunks(ids, async (chunk) => (await call('movies.remove', { ids: chunk })).removed);
    toasts.show({
      message: t.films.trashed(removed),
      isUndo: true,
      action: { label: t.app.undo, run: () => restore(ids) },
    });
    return true;
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
    return false;
  }
}

/** Shows a film's folder in the system's file manager. */
export async function revealFilm(id: number): Promise<void> {
  try {
    await call('movies.reveal', { id });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}
