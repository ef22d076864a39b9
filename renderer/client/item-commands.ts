import type { ItemRef } from '../../contract/primitives.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { call } from './client.ts';
import { errorText } from './error-text.ts';

/** Shows an item's folder in the system's file manager; says why when it cannot. */
export async function revealItem(item: ItemRef): Promise<void> {
  try {
    await call('items.reveal', { item });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}
