import type { RenameChange } from '../../../contract/renaming.ts';

/**
 * A change as it is read best: within one folder only the names, else the whole paths below the library. What lies in a
 * renamed folder is shown by its name, because the folder has a line of its own.
 */
export function changedPart({ before, after, isFolder }: RenameChange): { before: string; after: string } {
  const [old, made] = [before.split('/'), after.split('/')];
  if (isFolder && old.length > 1 && old.length === made.length) {
    return { before: old.at(-1) ?? before, after: made.at(-1) ?? after };
  }
  if (!isFolder && old.length > 1 && old.length === made.length) {
    return { before: old.at(-1) ?? before, after: made.at(-1) ?? after };
  }
  return { before, after };
}
