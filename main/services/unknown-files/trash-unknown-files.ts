import { CoreError } from '../../domain/core-error.ts';
import { logActivity } from '../../store/activity.store.ts';
import { findUnknownFiles, forgetUnknownFiles, type UnknownFileRow } from '../../store/unknown-file.store.ts';
import { type FileProblem, missing } from './move-to-extras.ts';
import { rescanFolders } from './rescan-folders.ts';
import type { UnknownFileDependencies } from './unknown-file-dependencies.ts';

/** Puts files into the system's trash, each with the `.sub` that belongs to an `.idx`. One that is gone already counts as done. */
export async function trashUnknownFiles(
  deps: UnknownFileDependencies,
  ids: readonly number[],
): Promise<{ trashed: number; problems: FileProblem[] }> {
  const { db, events } = deps;
  const files = findUnknownFiles(db, [...new Set(ids)]);
  const problems = missing(ids, files);
  const partners = await deps.pool.run(
    'findPartners',
    files.map((file) => file.filePath),
  );
  const done: UnknownFileRow[] = [];
  for (const [at, file] of files.entries()) {
    try {
      await putAway(deps, file.filePath);
      const partner = partners[at];
      if (partner != null) await putAway(deps, partner);
      forgetUnknownFiles(db, [file.id]);
      done.push(file);
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      problems.push({ id: file.id, message: error.message });
    }
  }
  for (const libraryId of new Set(done.map((file) => file.libraryId))) {
    const own = done.filter((file) => file.libraryId === libraryId);
    const id = logActivity(db, {
      eventType: 'unknownFile.trashed',
      severity: 'info',
      entityType: 'library',
      entityId: libraryId,
      description: `${own.length === 1 ? (own[0]?.filePath ?? '') : `${String(own.length)} unknown files`} went to the system’s trash.`,
      metadata: { paths: own.map((file) => file.filePath) },
    });
    events.publish({ name: 'activity.logged', payload: { id } });
    rescanFolders(
      deps,
      libraryId,
      own.map((file) => file.filePath),
    );
  }
  return { trashed: done.length, problems };
}

async function putAway({ trash }: UnknownFileDependencies, filePath: string): Promise<void> {
  try {
    await trash.put(filePath);
  } catch (error) {
    if (!(error instanceof CoreError && error.code === 'file_missing')) throw error;
  }
}
