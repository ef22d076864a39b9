import type { ItemRef } from '../../../contract/primitives.ts';

/** The sheet that shows what the providers would change; it can be asked for from anywhere. */
class EnrichSheetState {
  items = $state.raw<readonly ItemRef[] | null>(null);
  /** Runs once the changes are on their way. */
  onApplied: () => void = () => undefined;

  open(items: readonly ItemRef[], onApplied: () => void = () => undefined): void {
    if (items.length === 0) return;
    this.items = items.map(({ type, id }) => ({ type, id }));
    this.onApplied = onApplied;
  }

  close(): void {
    this.items = null;
  }
}

export const enrichSheet = new EnrichSheetState();
