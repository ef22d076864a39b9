import { sep } from 'node:path';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** Part of a library: folders, with or without what lies below them. Null is all of it. */
export type FolderScope = readonly { path: string; isDeep: boolean }[] | null;

/** Sorts directly behind the separator, so that what lies below a folder is a range of an index. */
const BEHIND_SEPARATOR = String.fromCharCode(sep.charCodeAt(0) + 1);

/**
 * The range that the paths of everything below a folder lie in: above `from` and below `to`.
 * @param folder absolute
 */
export function rangeBelow(folder: string): { from: string; to: string } {
  const stem = folder.endsWith(sep) ? folder.slice(0, -1) : folder;
  return { from: `${stem}${sep}`, to: `${stem}${BEHIND_SEPARATOR}` };
}

/**
 * The rows of a library that lie in a scope. A row may come twice where parts of the scope lie in one another.
 * @param name of the statement, as in `prepare`
 * @param select ends with a condition whose one parameter is the library's id
 * @param column that holds the row's folder
 */
export function rowsInScope<Row>(
  db: ReadDb,
  name: string,
  select: string,
  column: string,
  libraryId: number,
  scope: FolderScope,
): Row[] {
  if (scope === null) return prepare(db, name, select).all(libraryId) as Row[];
  const at = prepare(db, `${name}At`, `${select} AND ${column} = ?`);
  const below = prepare(db, `${name}Below`, `${select} AND ${column} > ? AND ${column} < ?`);
  return scope.flatMap(({ path, isDeep }) => {
    const own = at.all(libraryId, path) as Row[];
    const { from, to } = rangeBelow(path);
    return isDeep ? [...own, ...(below.all(libraryId, from, to) as Row[])] : own;
  });
}
