import { access, lstat } from 'node:fs/promises';
import path from 'node:path';
import { type FileErrorData, toFileError } from '../files/file-error.ts';
import { moveFile, removeFolderIfEmpty, type SettledMove, settleMove } from '../files/move-file.ts';

export interface MoveTask {
  from: string;
  to: string;
  /** Of an undo: the folder that the move had made, to be removed when nothing is left in it. */
  emptyFolder: string | null;
}

export type MoveResult = { ok: true; hasMadeFolder: boolean } | { ok: false; error: FileErrorData };

/** Renames files one after the other; what fails says so in its place and changes nothing. */
export async function moveFiles(tasks: readonly MoveTask[]): Promise<MoveResult[]> {
  const results: MoveResult[] = [];
  for (const { from, to, emptyFolder } of tasks) {
    try {
      const { hasMadeFolder } = await moveFile(from, to);
      results.push({ ok: true, hasMadeFolder });
      if (emptyFolder !== null) removeFolderIfEmpty(emptyFolder);
    } catch (error) {
      results.push({ ok: false, error: toFileError(error, from).toData() });
    }
  }
  return results;
}

/** What became of moves that a crash interrupted; `away` where the folders cannot be reached now. */
export async function settleMoves(tasks: readonly Pick<MoveTask, 'from' | 'to'>[]): Promise<(SettledMove | 'away')[]> {
  const settled: (SettledMove | 'away')[] = [];
  for (const { from, to } of tasks) {
    const isAway = await access(path.dirname(from)).then(
      () => false,
      () => true,
    );
    settled.push(isAway ? 'away' : settleMove(from, to));
  }
  return settled;
}

/** Size and time of each file, time in whole milliseconds; null for one that is not there. */
export async function statFiles(paths: readonly string[]): Promise<({ sizeBytes: number; mtimeMs: number } | null)[]> {
  return Promise.all(
    paths.map((filePath) =>
      lstat(filePath).then(
        (stats) => ({ sizeBytes: stats.size, mtimeMs: Math.floor(stats.mtimeMs) }),
        () => null,
      ),
    ),
  );
}
