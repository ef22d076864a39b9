import type { IdentifiableRef, Identity } from '../../../contract/identification.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

/** What the item is called before, for the message; `enrich` fetches its metadata at once. */
interface Settling {
  item: IdentifiableRef;
  title: string;
  identity: Identity;
  enrich: boolean;
}

/** Says what an item is, and offers to take it back. Throws what the core refuses. */
export async function settle({ item, title, identity, enrich }: Settling): Promise<ItemDetail> {
  const result = await call('identify.settle', { item, identity, enrich });
  const { editId } = result;
  const now = t.list.titleYear(result.item.displayTitle, yearOf(result.item));
  toasts.show({
    message: t.identify.settled(title, now),
    tone: 'ok',
    isUndo: editId !== null,
    action: editId === null ? undefined : { label: t.app.undo, run: () => takeBack(editId, title) },
    timeoutMs: 12_000,
  });
  return result.item;
}

function yearOf({ values }: ItemDetail): number | null {
  return typeof values.year === 'number' ? values.year : null;
}

async function takeBack(editId: number, title: string): Promise<void> {
  try {
    await call('items.undoEdit', { editId });
    toasts.show({ message: t.identify.undone(title), timeoutMs: 5000 });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}
