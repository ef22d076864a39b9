import { statSync } from 'node:fs';

/** Path, size and whole milliseconds; size and time null where nothing was. */
export type CheckedFile = [path: string, sizeBytes: number | null, mtimeMs: number | null];

/**
 * Which of the items are still as they were found: the positions of those of which any file came, went, or has another
 * size or time. Opens nothing. What cannot be looked at counts as changed.
 * @param items the files of each
 */
export function checkPublished(items: readonly (readonly CheckedFile[])[]): number[] {
  return items.flatMap((files, index) => (files.every(isAsBefore) ? [] : [index]));
}

function isAsBefore([path, sizeBytes, mtimeMs]: CheckedFile): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return sizeBytes === null;
    return stats.size === sizeBytes && Math.floor(stats.mtimeMs) === mtimeMs;
  } catch {
    return false;
  }
}
