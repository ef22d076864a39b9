import { CoreError } from '../../domain/core-error.ts';
import type { PlannedMove } from '../../store/file-move.store.ts';
import { findUnknownFiles, forgetUnknownFiles, type UnknownFileRow } from '../../store/unknown-file.store.ts';
import { runMoves } from './move-batch.ts';
import { planUse } from './plan-use.ts';
import { rescanFolders } from './rescan-folders.ts';
import type { UnknownFileDependencies } from './unknown-file-dependencies.ts';
import { extrasPlace } from './use-place.ts';

export interface FileProblem {
  id: number;
  message: string;
}

/** Moves videos into the extras of what each lies beside; what cannot be one says why. One undo takes all back. */
export async function moveToExtras(
  deps: UnknownFileDependencies,
  ids: readonly number[],
): Promise<{ moved: number; undoId: number | null; problems: FileProblem[] }> {
  const files = findUnknownFiles(deps.db, [...new Set(ids)]);
  const problems: FileProblem[] = missing(ids, files);
  const planned: { file: UnknownFileRow; move: PlannedMove }[] = [];
  for (const file of files) {
    try {
      const place = extrasPlace(deps.db, file);
      const [move] = await planUse(deps.pool, file, place, { kind: 'extra', extraType: 'other' });
      if (move !== undefined) planned.push({ file, move });
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      if (error.code === 'file_missing') forgetUnknownFiles(deps.db, [file.id]);
      problems.push({ id: file.id, message: error.message });
    }
  }
  const { undoId, errors } = await runMoves(
    deps,
    'extras',
    planned.map(({ move }) => move),
  );
  const moved = planned.filter((_entry, at) => errors[at] === null);
  planned.forEach(({ file }, at) => {
    const error = errors[at];
    if (error != null) problems.push({ id: file.id, message: error.message });
  });
  forgetUnknownFiles(
    deps.db,
    moved.map(({ file }) => file.id),
  );
  for (const libraryId of new Set(moved.map(({ file }) => file.libraryId))) {
    const own = moved.filter(({ file }) => file.libraryId === libraryId);
    rescanFolders(
      deps,
      libraryId,
      own.flatMap(({ move }) => [move.fromPath, move.toPath]),
    );
  }
  return { moved: moved.length, undoId, problems };
}

/** Ids of files that are not unknown any more. */
export function missing(ids: readonly number[], files: readonly UnknownFileRow[]): FileProblem[] {
  const known = new Set(files.map(({ id }) => id));
  return [...new Set(ids)]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, message: 'This file is not among the unknown ones any more.' }));
}
