/** What kind of value a field holds: how it is shown and typed in. */
export type FieldKind =
  'text' | 'longText' | 'integer' | 'decimal' | 'date' | 'choice' | 'list' | 'people' | 'ratings' | 'set';

export interface FieldSpec {
  readonly kind: FieldKind;
  /** Column of the item's own row that holds the value; null when the value lives in link tables. */
  readonly column: string | null;
  /** Column of the item's own row that holds the lock. */
  readonly lockColumn: string;
}

export const scalar = (kind: FieldKind, column: string): FieldSpec => ({
  kind,
  column,
  lockColumn: `${column}_locked`,
});
export const linked = (kind: FieldKind, name: string): FieldSpec => ({
  kind,
  column: null,
  lockColumn: `${name}_locked`,
});
