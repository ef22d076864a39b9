import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import type { ListKind } from './list-kind.ts';

const PER_CALL = 500;

async function inChunks(ids: readonly number[], run: (chunk: number[]) => Promise<number>): Promise<number> {
  let done = 0;
  for (let start = 0; start < ids.length; start += PER_CALL) done += await run(ids.slice(start, start + PER_CALL));
  return done;
}

async function restore(kind: ListKind, ids: readonly number[]): Promise<void> {
  try {
    const restored = await inChunks(ids, (chunk) => kind.restore(chunk));
    toasts.show({ message: kind.words.restored(restored), tone: 'ok' });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}

/** Moves films or shows to the trash and offers to undo it. Answers whether it worked. */
export async function trashItems(kind: ListKind, ids: readonly number[]): Promise<boolean> {
  try {
    const removed = await inChunks(ids, (chunk) => kind.remove(chunk));
    toasts.show({
      message: kind.words.trashed(removed),
      isUndo: true,
      action: { label: t.app.undo, run: () => restore(kind, ids) },
    });
    return true;
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
    return false;
  }
}
