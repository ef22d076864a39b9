import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ExpectedFile, Lookalike, Observed } from '../domain/verify/expected-file.ts';
import { errnoOf, toFileError } from '../files/file-error.ts';
import { hashFile } from '../files/hash-file.ts';

/** A library file to look at. */
export interface VerifyTarget extends Pick<ExpectedFile, 'path' | 'hash' | 'sizeBytes' | 'mtimeMs'> {
  /** Read it even though a quick look finds nothing: something was wrong with it before. */
  isSuspect: boolean;
}

/** A file of the cache to look at. */
export interface VerifyCached {
  hash: string;
  path: string;
  sizeBytes: number;
  isSuspect: boolean;
}

export interface VerifyInput {
  /** Read every byte again. */
  isFull: boolean;
  files: readonly VerifyTarget[];
  cached: readonly VerifyCached[];
}

export interface VerifyOutput {
  /** What deviates, by its place in the input's `files`. */
  files: [index: number, observed: Exclude<Observed, { state: 'same' }>][];
  /** What is wrong in the cache, by its place in the input's `cached`. */
  cached: [index: number, problem: CacheProblem][];
  /** What an interrupted write left in the folders of the files. */
  leftovers: { path: string; sizeBytes: number }[];
}

export interface CacheProblem {
  state: 'missing' | 'damaged' | 'unreadable';
  hash: string | null;
  sizeBytes: number | null;
  reason: string | null;
}

/** As newTempPath and undo name them. */
const LEFTOVER = /^\.metarr-[0-9a-f]{12}\.tmp$/;

/** Compares files with what they should be. Changes nothing; what cannot be read is an answer, not an error. */
export function verifyFiles({ isFull, files, cached }: VerifyInput): VerifyOutput {
  const output: VerifyOutput = { files: [], cached: [], leftovers: [] };
  const folders = new Map<string, string[]>();
  for (const folder of new Set(files.map((file) => dirname(file.path)))) {
    const names = namesIn(folder);
    folders.set(folder, names);
    for (const name of names) if (LEFTOVER.test(name)) addLeftover(output, join(folder, name));
  }
  const expected = new Set(files.map((file) => file.path));
  for (const [index, file] of files.entries()) {
    const observed = observe(file, isFull || file.isSuspect);
    if (observed.state === 'same') continue;
    const names = folders.get(dirname(file.path)) ?? [];
    output.files.push([
      index,
      observed.state === 'missing' ? { ...observed, lookalikes: lookalikes(file, names, expected) } : observed,
    ]);
  }
  for (const [index, file] of cached.entries()) {
    const problem = checkCached(file, isFull || file.isSuspect);
    if (problem !== null) output.cached.push([index, problem]);
  }
  return output;
}

function observe(file: VerifyTarget, isRead: boolean): Observed {
  try {
    const stats = statSync(file.path, { throwIfNoEntry: false });
    if (stats === undefined) return { state: 'missing', lookalikes: [] };
    if (!stats.isFile()) return { state: 'unreadable', reason: `Something else than a file lies at ${file.path}.` };
    const mtimeMs = Math.floor(stats.mtimeMs);
    const isAsLeft = stats.size === file.sizeBytes && mtimeMs === file.mtimeMs;
    if (isAsLeft && !isRead) return { state: 'same' };
    const hash = hashFile(file.path);
    if (hash !== file.hash) return { state: 'changed', hash, sizeBytes: stats.size };
    return isAsLeft ? { state: 'same' } : { state: 'touched', mtimeMs };
  } catch (error) {
    if (isAbsent(error)) return { state: 'missing', lookalikes: [] };
    return { state: 'unreadable', reason: toFileError(error, file.path).message };
  }
}

/** Other files of the folder that hold the missing one's bytes. */
function lookalikes(file: VerifyTarget, names: readonly string[], expected: ReadonlySet<string>): Lookalike[] {
  const found: Lookalike[] = [];
  for (const name of names) {
    const path = join(dirname(file.path), name);
    if (expected.has(path) || LEFTOVER.test(name) || name === basename(file.path)) continue;
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isFile() === true && stats.size === file.sizeBytes && hashFile(path) === file.hash) {
        found.push({ path, sizeBytes: stats.size });
      }
    } catch {
      // What cannot be read is no proof that it is the same.
    }
  }
  return found;
}

function checkCached(file: VerifyCached, isRead: boolean): CacheProblem | null {
  try {
    const stats = statSync(file.path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) return { state: 'missing', hash: null, sizeBytes: null, reason: null };
    if (stats.size === file.sizeBytes && !isRead) return null;
    const hash = hashFile(file.path);
    return hash === file.hash ? null : { state: 'damaged', hash, sizeBytes: stats.size, reason: null };
  } catch (error) {
    if (isAbsent(error)) return { state: 'missing', hash: null, sizeBytes: null, reason: null };
    return { state: 'unreadable', hash: null, sizeBytes: null, reason: toFileError(error, file.path).message };
  }
}

/** Empty for a folder that is not there; one that cannot be listed shows in its files. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function addLeftover(output: VerifyOutput, path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === true) output.leftovers.push({ path, sizeBytes: stats.size });
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '');
}
