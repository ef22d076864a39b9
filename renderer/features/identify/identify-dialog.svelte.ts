import type { IdentifiableRef } from '../../../contract/identification.ts';
import type { ItemRef } from '../../../contract/primitives.ts';

/** The dialog in which one film or show is identified; it can be asked for from anywhere. */
class IdentifyDialogState {
  item = $state.raw<IdentifiableRef | null>(null);

  /** Opens for a film or a show; what lies below a show is identified with it. */
  open(item: ItemRef): void {
    if (item.type === 'movie' || item.type === 'series') this.item = { type: item.type, id: item.id };
  }

  close(): void {
    this.item = null;
  }
}

export const identifyDialog = new IdentifyDialogState();
