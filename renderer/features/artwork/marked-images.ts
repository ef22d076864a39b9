/** Images that are marked to be chosen together, best first. Null until somebody marks: then the selection counts. */
export type Marks = readonly number[] | null;

/** Marks or unmarks one; the first mark begins with what is selected. Never more than `most`. */
export function toggleMark(marks: Marks, selected: readonly number[], id: number, most: number): number[] {
  const before = marks ?? selected;
  if (before.includes(id)) return before.filter((other) => other !== id);
  return before.length < most ? [...before, id] : [...before];
}

/**
 * What Enter chooses: the marked ones where somebody has marked; else the active one, which becomes the first of those that
 * are selected where a type has several.
 */
export function chosenImages(marks: Marks, selected: readonly number[], active: number, most: number): number[] {
  if (marks !== null) return marks.slice(0, most);
  return [active, ...selected.filter((id) => id !== active)].slice(0, Math.max(1, most));
}
