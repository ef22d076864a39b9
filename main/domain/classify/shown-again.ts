import type { ListedFile } from '../folder-facts.ts';
import { isIgnorable } from './ignorable.ts';
import { splitPath } from './split-path.ts';

/** Ignorable files that are to be shown all the same, as unknown ones: the person has switched off the rule for their names. */
export function shownAgain(files: readonly ListedFile[], isShown: (name: string) => boolean): ListedFile[] {
  return files.filter(({ relPath }) => isShown(splitPath(relPath).base) && isIgnorable(relPath));
}
