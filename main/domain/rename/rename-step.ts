import { nameKey } from './safe-name.ts';

/**
 * One step on the disk; paths relative to the library, '/' between the parts. Steps are taken in order; within one stage what
 * lies on the disk tells which have been taken, and a stage begins when all of the one before have.
 */
export interface RenameStep {
  op: 'move' | 'make_folder' | 'remove_folder';
  isFolder: boolean;
  /** Of `make_folder` and `remove_folder` both are the folder. A folder is removed only when it is empty. */
  from: string;
  to: string;
  stage: number;
}

export interface PlannedMove {
  from: string;
  to: string;
  isFolder: boolean;
}

/** Starts the names that files have between two others; no player and no scan takes them for anything. */
export const TEMPORARY_PREFIX = '.renaming-';

/** Orders moves into steps, so that none needs a name that is still taken. */
export class StepList {
  readonly steps: RenameStep[] = [];
  #stage = 0;

  /**
   * Moves that are made side by side: all of them name what is there before the first. One whose name only changes its case,
   * or whose new name another one leaves, goes by a name of its own in between.
   */
  addMoves(moves: readonly PlannedMove[]): void {
    const left = new Set(moves.map(({ from }) => nameKey(from)));
    const late: PlannedMove[] = [];
    for (const move of moves) {
      if (left.has(nameKey(move.to))) {
        const between = `${folderOf(move.to)}${TEMPORARY_PREFIX}${String(this.steps.length)}`;
        this.#push('move', move.from, between, move.isFolder);
        late.push({ ...move, from: between });
      } else this.#push('move', move.from, move.to, move.isFolder);
    }
    if (late.length === 0) return;
    this.#stage += 1;
    for (const { from, to, isFolder } of late) this.#push('move', from, to, isFolder);
  }

  makeFolder(folder: string): void {
    this.#push('make_folder', folder, folder, true);
  }

  /** When it is empty by then. */
  removeFolder(folder: string): void {
    this.#push('remove_folder', folder, folder, true);
  }

  #push(op: RenameStep['op'], from: string, to: string, isFolder: boolean): void {
    this.steps.push({ op, from, to, isFolder, stage: this.#stage });
  }
}

/** The same steps the other way round, last one first, with their stages. */
export function reversedSteps(steps: readonly RenameStep[]): RenameStep[] {
  const ops = { move: 'move', make_folder: 'remove_folder', remove_folder: 'make_folder' } as const;
  return steps.toReversed().map(({ op, from, to, isFolder, stage }) => ({
    op: ops[op],
    from: to,
    to: from,
    isFolder,
    stage,
  }));
}

export function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at === -1 ? '' : path.slice(0, at);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/** True for a path in a folder or below it; the library's own folder is ''. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' ? path !== '' : path.startsWith(`${folder}/`);
}

function folderOf(path: string): string {
  const parent = parentOf(path);
  return parent === '' ? '' : `${parent}/`;
}
