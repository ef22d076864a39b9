import type { RenameChange } from '../../../contract/renaming.ts';
import type { RenameEntry } from './sidecars.ts';
import { nameOf, parentOf, type PlannedMove, type RenameStep } from './rename-step.ts';
import { MAX_NAME_BYTES, nameBytes, nameKey } from './safe-name.ts';

/** What renaming one item would do. Paths are relative to the library. */
export interface PlannedRename {
  /** Empty when every name is right, or when there is a problem. */
  steps: RenameStep[];
  /** What the person sees of it: names, each with its present and its new place. */
  changes: RenameChange[];
  /** Why it cannot be done, and what to do. */
  problem: string | null;
  /** Places that have to be free on the disk, as it is now. */
  mustBeFree: string[];
}

export const NOTHING_TO_RENAME: PlannedRename = { steps: [], changes: [], problem: null, mustBeFree: [] };

export function renameProblem(problem: string, changes: RenameChange[] = []): PlannedRename {
  return { steps: [], changes, problem, mustBeFree: [] };
}

/**
 * What stands in the way of moves beside what a listing found: a name that is taken, two that are one, one too long.
 * @param there keys (nameKey) of all that lies where the moves lead, as it lies when they begin
 */
export function whyBlocked(moves: readonly PlannedMove[], there: ReadonlySet<string>): string | null {
  const left = new Set(moves.map(({ from }) => nameKey(from)));
  const wanted = new Set<string>();
  for (const { to } of moves) {
    const key = nameKey(to);
    if (wanted.has(key)) return `Two files would get the name ${nameOf(to)}. Rename or remove one of them first.`;
    wanted.add(key);
    if (there.has(key) && !left.has(key)) return `${to} is there already. Rename or remove it first.`;
    if (nameBytes(nameOf(to)) > MAX_NAME_BYTES) {
      return `${nameOf(to).slice(0, 60)}… is longer than the ${String(MAX_NAME_BYTES)} bytes that disks take. Shorten the pattern.`;
    }
  }
  return null;
}

export function keysOf(entries: readonly RenameEntry[]): Set<string> {
  return new Set(entries.map(({ path }) => nameKey(path)));
}

/** @param before where the moves' files lie now, of moves that begin in a folder which is renamed before */
export function changesOf(moves: readonly PlannedMove[], before: (path: string) => string): RenameChange[] {
  return moves.map(({ from, to, isFolder }) => ({ before: before(from), after: to, isFolder }));
}

/** The folders between an existing one and another below it that are to be made, outermost first. */
export function foldersAbove(path: string, existing: string): string[] {
  const folders: string[] = [];
  for (let folder = parentOf(path); folder !== existing && folder !== ''; folder = parentOf(folder))
    folders.push(folder);
  return folders.reverse();
}
