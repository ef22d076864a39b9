import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Handlers } from '../../../contract/contract.ts';
import type { IgnorePattern as IgnorePatternView } from '../../../contract/unknown-files.ts';
import type { IgnorePattern } from '../../domain/classify/ignore-pattern.ts';
import { CoreError } from '../../domain/core-error.ts';
import { suggestPatterns } from '../../domain/unknown-pattern-suggestions.ts';
import {
  findIgnorePattern,
  getIgnorePattern,
  insertIgnorePattern,
  listIgnorePatterns,
  removeIgnorePattern,
  setIgnorePatternEnabled,
} from '../../store/ignore-pattern.store.ts';
import { listLibraries } from '../../store/library.store.ts';
import { transaction } from '../../store/sql.ts';
import { forgetUnknownFilesUntilRead } from '../../store/unknown-file.store.ts';
import { matchPattern, type PatternMatch } from './match-pattern.ts';
import { rescanIfScanned } from './rescan-folders.ts';
import type { UnknownFileDependencies } from './unknown-file-dependencies.ts';

type PatternMethod = Extract<keyof Handlers, `ignorePatterns.${string}`>;
type PatternDependencies = Pick<UnknownFileDependencies, 'db' | 'events' | 'enqueue'>;

const MAX_EXAMPLES = 20;
/** Deleting so many at a time keeps each write short. */
const FORGET_AT_ONCE = 200;

/**
 * The contract's methods for what scans leave out. A scan sees a changed pattern by itself: files that are left out are no
 * part of what a folder's fingerprint is made of, so the folders concerned, and only those, count as changed.
 */
export function createIgnorePatternHandlers(deps: PatternDependencies): Pick<Handlers, PatternMethod> {
  const { db } = deps;
  return {
    'ignorePatterns.list': () => listIgnorePatterns(db),
    'ignorePatterns.suggest': ({ fileName }) =>
      suggestPatterns(fileName).map((pattern) => ({ ...pattern, libraryId: null })),
    'ignorePatterns.preview': async ({ libraryId, ...pattern }) => {
      const counts = { unknown: 0, used: 0 };
      const examples: { path: string; isUsed: boolean }[] = [];
      for await (const { filePath, isUsed } of matchPattern(db, pattern, libraryId, 'all')) {
        counts[isUsed ? 'used' : 'unknown'] += 1;
        // Files in use are what a person has to see first.
        if (isUsed && examples.length >= MAX_EXAMPLES) {
          const last = examples.findLastIndex((example) => !example.isUsed);
          if (last > 0) examples.splice(last, 1);
        }
        if (examples.length < MAX_EXAMPLES) examples.push({ path: filePath, isUsed });
      }
      return { ...counts, examples };
    },
    'ignorePatterns.add': async ({ libraryId, ...pattern }) => {
      requireNarrow(pattern);
      requireLibrary(deps, libraryId);
      const saved = save(deps, pattern, libraryId);
      return { pattern: saved, forgotten: await takeEffect(deps, saved) };
    },
    'ignorePatterns.setEnabled': async ({ id, isEnabled }) => {
      const pattern = requirePattern(deps, id);
      setIgnorePatternEnabled(db, id, isEnabled);
      await takeEffect(deps, { ...pattern, isEnabled });
      return requirePattern(deps, id);
    },
    'ignorePatterns.remove': async ({ id }) => {
      const pattern = getIgnorePattern(db, id);
      if (pattern === null) return { removed: false };
      if (pattern.isBuiltin) {
        throw new CoreError('forbidden', `${pattern.pattern} is built in. It can be switched off, not removed.`);
      }
      const removed = removeIgnorePattern(db, id);
      await takeEffect(deps, { ...pattern, isEnabled: false });
      return { removed };
    },
  };
}

function requirePattern({ db }: PatternDependencies, id: number): IgnorePatternView {
  const pattern = getIgnorePattern(db, id);
  if (pattern === null) throw new CoreError('not_found', 'This pattern is not there any more.');
  return pattern;
}

/** Nothing but wildcards would leave out the whole library. */
function requireNarrow({ pattern, kind }: IgnorePattern): void {
  if (kind === 'glob' && /^[*?.]*$/u.test(pattern)) {
    throw new CoreError('invalid_input', `${pattern} would leave out every file. Say more of the names.`);
  }
  if (/[\\/]/u.test(pattern.replace(/\\[^/]/gu, ''))) {
    throw new CoreError('invalid_input', 'A pattern is compared with names, so it cannot hold a “/”.');
  }
}

function requireLibrary({ db }: PatternDependencies, libraryId: number | null): void {
  if (libraryId === null || listLibraries(db).some((library) => library.id === libraryId)) return;
  throw new CoreError('not_found', 'This library is not in Metarr any more.');
}

/** The same pattern again is no mistake: it is switched on when it was off. */
function save({ db }: PatternDependencies, pattern: IgnorePattern, libraryId: number | null): IgnorePatternView {
  const known = findIgnorePattern(db, pattern.pattern, libraryId);
  if (known === null) {
    const id = insertIgnorePattern(db, { ...pattern, libraryId });
    return requirePattern({ db } as PatternDependencies, id);
  }
  if (known.kind !== pattern.kind) {
    throw new CoreError(
      'conflict',
      `${pattern.pattern} is there already, as ${known.kind === 'glob' ? 'a pattern' : 'a name'}.`,
    );
  }
  if (!known.isEnabled) setIgnorePatternEnabled(db, known.id, true);
  return { ...known, isEnabled: true };
}

/** Of each file the folder that it lies in, and those around that: it may lie in the extras of a film. */
function foldersAbove(files: readonly PatternMatch[]): string[] {
  const folders = new Set<string>();
  for (const { filePath } of files) {
    for (let folder = path.dirname(filePath); !folders.has(folder); folder = path.dirname(folder)) folders.add(folder);
  }
  return [...folders];
}

/** Forgets what a pattern leaves out, and has what is being scanned with the former patterns scanned again. */
async function takeEffect(deps: PatternDependencies, pattern: IgnorePatternView): Promise<number> {
  const { db, events } = deps;
  let forgotten = 0;
  if (pattern.isEnabled) {
    const found: PatternMatch[] = [];
    for await (const match of matchPattern(db, pattern, pattern.libraryId, 'unknown')) found.push(match);
    for (let start = 0; start < found.length; start += FORGET_AT_ONCE) {
      const slice = found.slice(start, start + FORGET_AT_ONCE);
      const ids = slice.map(({ id }) => id);
      // Else a pattern that is taken back before a scan would have hidden them for good.
      forgotten += transaction(db, () => forgetUnknownFilesUntilRead(db, ids, foldersAbove(slice)));
      await nextTurn();
    }
  }
  for (const library of listLibraries(db)) {
    if (pattern.libraryId === null || pattern.libraryId === library.id) rescanIfScanned(deps, library.id);
  }
  events.publish({ name: 'unknownFiles.changed', payload: {} });
  return forgotten;
}
