import type { ItemRef } from '../../../contract/primitives.ts';

/** Lets nothing write to an item's files while something else does: whoever comes second waits. */
export class ItemTurns {
  readonly #busy = new Map<string, Promise<unknown>>();

  /** Runs the work once everything asked for earlier about this item has ended, however it did. */
  take<T>({ type, id }: ItemRef, work: () => Promise<T>): Promise<T> {
    const key = `${type}:${String(id)}`;
    const before = this.#busy.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.#busy.get(key) === settled) this.#busy.delete(key);
      });
    this.#busy.set(key, settled);
    return mine;
  }
}
