import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flushFolder } from './backup-copy.ts';

/** A database is these files; the log belongs to it as long as it lies there. */
const SUFFIXES = ['', '-wal', '-shm'] as const;
const INCOMING = '.incoming.';

/**
 * Where a checked copy waits to take the place of the database at `path`. Its name carries the one under which the present
 * database is kept: with this file in place the decision is made, and a crash only delays it.
 */
export function incomingPath(path: string, keptName: string): string {
  return `${path}${INCOMING}${keptName}`;
}

/**
 * Puts a waiting copy in the place of the database at `path`, whose files are moved into `keepFolder` first. Does nothing
 * when none waits. For a database that nobody has open. Answers whether there was one.
 */
export function finishReplacement(path: string, keepFolder: string): boolean {
  const incoming = waitingCopy(path);
  if (incoming === null) return false;
  keepDatabase(path, keepFolder, basename(incoming).slice(basename(path).length + INCOMING.length));
  renameSync(incoming, path);
  flushFolder(dirname(path));
  return true;
}

/** Moves the files of the database at `path` into `keepFolder` under another name. Answers whether there were any. */
export function keepDatabase(path: string, keepFolder: string, keptName: string): boolean {
  mkdirSync(keepFolder, { recursive: true });
  let isKept = false;
  for (const suffix of SUFFIXES) {
    if (!existsSync(`${path}${suffix}`)) continue;
    // What sharing needs is made anew by whoever opens it; the log is not.
    if (suffix === '-shm') rmSync(`${path}${suffix}`);
    else renameSync(`${path}${suffix}`, `${join(keepFolder, keptName)}${suffix}`);
    isKept = true;
  }
  flushFolder(keepFolder);
  flushFolder(dirname(path));
  return isKept;
}

function waitingCopy(path: string): string | null {
  if (!existsSync(dirname(path))) return null;
  const prefix = `${basename(path)}${INCOMING}`;
  const name = readdirSync(dirname(path))
    .filter((entry) => entry.startsWith(prefix) && entry.endsWith('.sqlite'))
    .sort()
    .at(-1);
  return name === undefined ? null : join(dirname(path), name);
}
