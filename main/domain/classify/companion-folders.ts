import { isCompanionFolder } from './folder-names.ts';
import { stackFolders } from './folder-stacks.ts';

/**
 * Which of the folders in a folder belong to what lies beside them (see isCompanionFolder), and which are the discs of one
 * film side by side: those are listed together, too.
 * @param names of all folders in the folder
 */
export function companionFolders(names: readonly string[], isLibraryRoot: boolean): ReadonlySet<string> {
  const stacked = stackFolders(names).flat();
  return new Set([...names.filter((name) => isCompanionFolder(name, isLibraryRoot)), ...stacked]);
}
