import path from 'node:path';
import { CoreError } from '../../domain/core-error.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import type { PublishStep } from '../../files/publish-step.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { getJournal, type Journal, journalsOf } from '../../store/publish.store.ts';

/** True for the newest publication of an item that stands: only it can be taken back without touching a later one. */
export function isUndoable(journals: readonly Journal[], journalId: number): boolean {
  const standing = journals.find(
    (journal) => journal.action === 'publish' && journal.state === 'committed' && journal.undoneBy === null,
  );
  return standing?.id === journalId;
}

/** The steps that bring back what a publication displaced. Throws `not_found`, `conflict` or `file_missing`. */
export function reverseSteps(db: ReadDb, journalId: number): PublishStep[] {
  const journal = getJournal(db, journalId);
  if (journal === null) throw new CoreError('not_found', 'This publication is not known any more.');
  if (journal.undoneBy !== null) throw new CoreError('conflict', 'This publication has been undone already.');
  if (journal.action !== 'publish' || journal.state !== 'committed') {
    throw new CoreError('conflict', 'Only a finished publication can be undone.');
  }
  if (!isUndoable(journalsOf(db, journal.item, 200), journalId)) {
    throw new CoreError('conflict', 'The item was published again since. Undo the later publication first.');
  }
  return [...journal.steps].reverse().map((step, seq) => {
    const { beforeHash, afterHash } = step;
    return {
      seq,
      op: beforeHash === null ? 'remove' : afterHash === null ? 'create' : 'replace',
      path: step.path,
      tempPath: beforeHash === null ? null : newTempPath(step.path),
      beforeHash: afterHash,
      afterHash: beforeHash,
      source: beforeHash === null ? null : { kind: 'cache', hash: beforeHash, ext: extensionOf(db, beforeHash) },
    };
  });
}

function extensionOf(db: ReadDb, hash: string): string {
  const cached = findCachedFile(db, hash);
  if (cached === null)
    throw new CoreError('file_missing', 'The earlier bytes of a file are not in the cache any more.');
  return path.extname(cached.filePath).slice(1);
}
