import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { ConflictChoice, FileChoice, MergeField, PublishPreview } from '../../../contract/publishing.ts';

export type Side = 'outside' | 'ours';

/** What a person has decided so far about the conflicts of one preview. Nothing is decided by itself. */
export class PlanChoices {
  #chosen = $state.raw<ReadonlyMap<string, ConflictChoice>>(new Map());
  #sides = $state.raw<ReadonlyMap<string, Side>>(new Map());

  reset(): void {
    this.#chosen = new Map();
    this.#sides = new Map();
  }

  of(path: string): ConflictChoice | null {
    return this.#chosen.get(path) ?? null;
  }

  choose(path: string, choice: ConflictChoice): void {
    this.#chosen = new Map([...this.#chosen, [path, choice]]);
  }

  /** Which side a field takes: what was said, else what is suggested; null while it has to be said. */
  side(item: ItemRef, { field, suggested }: Pick<MergeField, 'field' | 'suggested'>): Side | null {
    return this.#sides.get(keyOf(item, field)) ?? suggested;
  }

  take(item: ItemRef, field: FieldName, side: Side): void {
    this.#sides = new Map([...this.#sides, [keyOf(item, field), side]]);
  }

  /** How many fields of a merge wait for a decision. */
  undecided({ nfoConflict }: PublishPreview): number {
    if (nfoConflict === null || this.of(nfoConflict.path) !== 'merge') return 0;
    return nfoConflict.items.flatMap(({ item, fields }) => fields.filter((field) => this.side(item, field) === null))
      .length;
  }

  /** How many conflicts wait for a decision that can be made. */
  open(preview: PublishPreview): number {
    return preview.files.filter((file) => file.op === 'conflict' && this.of(file.path) === null).length;
  }

  /** True when every conflict is decided and every merge complete. */
  isComplete(preview: PublishPreview): boolean {
    return this.open(preview) === 0 && this.undecided(preview) === 0;
  }

  /** As the core takes them, of the conflicts that are decided. */
  toFileChoices({ files, nfoConflict }: PublishPreview): FileChoice[] {
    return files.flatMap(({ op, path }) => {
      const choice = op === 'conflict' ? this.of(path) : null;
      if (choice === null) return [];
      const isMerge = choice === 'merge' && nfoConflict?.path === path;
      const fields = isMerge
        ? nfoConflict.items.flatMap(({ item, fields: all }) =>
            all.flatMap((field) => {
              const side = this.side(item, field);
              return side === null ? [] : [{ item, field: field.field, side }];
            }),
          )
        : [];
      return [{ path, choice, fields }];
    });
  }
}

function keyOf({ type, id }: ItemRef, field: string): string {
  return `${type}:${String(id)}:${field}`;
}
