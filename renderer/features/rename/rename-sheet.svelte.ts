import type { ItemRef } from '../../../contract/primitives.ts';

export type RenameSubject =
  | { kind: 'items'; items: readonly ItemRef[] }
  | { kind: 'library'; libraryId: number }
  /** One that was planned or made before. */
  | { kind: 'run'; runId: number };

/** The sheet that shows what would be renamed, or was; it can be asked for from anywhere. */
class RenameSheetState {
  subject = $state.raw<RenameSubject | null>(null);
  /** Runs once renaming has begun. */
  onApplied: () => void = () => undefined;

  open(subject: RenameSubject, onApplied: () => void = () => undefined): void {
    if (subject.kind === 'items' && subject.items.length === 0) return;
    this.subject =
      subject.kind === 'items'
        ? { kind: 'items', items: subject.items.map(({ type, id }) => ({ type, id })) }
        : subject;
    this.onApplied = onApplied;
  }

  close(): void {
    this.subject = null;
  }
}

export const renameSheet = new RenameSheetState();
