import type { ItemRef } from '../../contract/primitives.ts';
import { call } from '../client/client.ts';
import { errorText } from '../client/error-text.ts';
import { t } from '../messages/t.ts';
import { toasts } from '../ui/toasts.svelte.ts';

/** Takes back the newest thing: what a toast still offers to undo, else the newest edit (of one item if given). */
export async function undoLast(item: ItemRef | null): Promise<void> {
  if (toasts.undoNewest()) return;
  try {
    const { edit } = await call('items.undoEdit', { editId: null, item });
    if (edit) toasts.show({ message: t.app.undone(t.item.named(edit.field)), tone: 'ok', timeoutMs: 4000 });
    else toasts.show({ message: t.app.nothingToUndo, timeoutMs: 3000 });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}
