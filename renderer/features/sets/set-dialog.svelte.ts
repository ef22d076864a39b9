/** What the dialogs about sets are asked to do. */
export type SetTask =
  | { kind: 'create' }
  /** Puts films into a set that is chosen or named. */
  | { kind: 'collect'; movieIds: number[] }
  /** Merges sets into one that is chosen. */
  | { kind: 'merge'; setIds: number[]; name: string }
  /** Looks for films to put into a set. */
  | { kind: 'addFilms'; set: { id: number; name: string } };

class SetDialogState {
  task = $state.raw<SetTask | null>(null);

  open(task: SetTask): void {
    this.task = task;
  }

  close(): void {
    this.task = null;
  }
}

/** The dialog about sets that is open; it can be asked for from anywhere. */
export const setDialog = new SetDialogState();
