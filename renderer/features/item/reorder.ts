/** The list with one entry moved from a position to another; positions outside the list are kept within it. */
export function reorder<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [moved] = next.splice(from, 1);
  if (moved === undefined) return [...list];
  next.splice(Math.min(Math.max(0, to), next.length), 0, moved);
  return next;
}
