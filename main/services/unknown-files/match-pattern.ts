import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createIgnoreTest, type IgnorePattern } from '../../domain/classify/ignore-pattern.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type LibraryPath, unknownPathsAfter } from '../../store/unknown-file.store.ts';
import { USED_PATH_SOURCES, usedPathsAfter } from '../../store/used-path.store.ts';

/** So many rows are quick to fetch, and to test without anybody noticing. */
const PAGE = 250;
/** Other work gets its turn after this long. */
const SLICE_MS = 4;

export interface PatternMatch {
  id: number;
  filePath: string;
  isUsed: boolean;
}

/**
 * The files of a library (null: of all) that a pattern would leave out: unknown ones, then those that Metarr uses, each
 * once. Files in a folder whose name fits are left out with it. Lets the event loop go every few milliseconds.
 */
export async function* matchPattern(
  db: ReadDb,
  pattern: IgnorePattern,
  libraryId: number | null,
  which: 'unknown' | 'all',
): AsyncGenerator<PatternMatch> {
  const test = pathTest(createIgnoreTest([pattern]));
  yield* matching((after) => unknownPathsAfter(db, libraryId, after, PAGE), test, false, null);
  if (which === 'unknown') return;
  // Episodes share a file and its NFO.
  const seen = new Set<string>();
  for (const source of USED_PATH_SOURCES) {
    yield* matching((after) => usedPathsAfter(db, source, libraryId, after, PAGE), test, true, seen);
  }
}

async function* matching(
  pageAfter: (id: number) => LibraryPath[],
  test: (entry: LibraryPath) => boolean,
  isUsed: boolean,
  seen: Set<string> | null,
): AsyncGenerator<PatternMatch> {
  let after = 0;
  let startMs = performance.now();
  for (;;) {
    const page = pageAfter(after);
    for (const entry of page) {
      after = entry.id;
      if (test(entry) && seen?.has(entry.filePath) !== true) {
        seen?.add(entry.filePath);
        yield { id: entry.id, filePath: entry.filePath, isUsed };
      }
    }
    if (page.length < PAGE) return;
    if (performance.now() - startMs < SLICE_MS) continue;
    await nextTurn();
    startMs = performance.now();
  }
}

/** Tests every name between the library's folder and the file; folders, which many files share, once. */
function pathTest(isIgnored: (name: string) => boolean): (entry: LibraryPath) => boolean {
  const folders = new Map<string, boolean>();
  const isFolderIgnored = (folder: string, libraryPath: string): boolean => {
    if (folder.length <= libraryPath.length) return false;
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const answer = isIgnored(path.basename(folder)) || isFolderIgnored(path.dirname(folder), libraryPath);
    folders.set(folder, answer);
    return answer;
  };
  return ({ filePath, libraryPath }) =>
    isIgnored(path.basename(filePath)) || isFolderIgnored(path.dirname(filePath), libraryPath);
}
