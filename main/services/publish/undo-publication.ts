import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { getJournal } from '../../store/publish.store.ts';
import type { ItemTurns } from './item-turns.ts';
import type { PublicationWriter, PublishedBy, RunPlace } from './publication-writer.ts';
import { reverseSteps } from './reverse-steps.ts';

export interface UndoDependencies {
  db: WriteDb;
  turns: ItemTurns;
  writer: PublicationWriter;
}

/**
 * Puts back exactly the bytes that were there before a publication, whichever of its item it is, as long as nothing has
 * touched its files since. Answers the journal of doing so and how many files it changed.
 * Throws `not_found`, `conflict` when it was undone or its files were written again, `changed_on_disk` when somebody else
 * wrote them, `file_missing` when the earlier bytes are not kept any more, and what the disk refuses.
 */
export function undoPublication(
  { db, turns, writer }: UndoDependencies,
  journalId: number,
  options: { by: PublishedBy; run?: RunPlace },
): Promise<{ journalId: number; item: ItemRef; restored: number }> {
  const known = getJournal(db, journalId);
  if (known === null) return Promise.reject(new CoreError('not_found', 'This publication is not known any more.'));
  const { item } = known;
  return turns.take(item, async () => {
    const startedMs = performance.now();
    await writer.settleLeft(item);
    const journal = getJournal(db, journalId) ?? known;
    const steps = reverseSteps(db, journal);
    const undoing = await writer.write({
      item,
      folderPath: journal.directoryPath,
      action: 'undo',
      steps,
      assetTypeOf: (target) => journal.steps.find((step) => step.path === target)?.assetType ?? null,
      nfo: null,
      seenUpdatedAt: null,
      by: options.by,
      startedMs,
      run: options.run ?? null,
      undoes: journalId,
      madeFolders: journal.madeFolders,
    });
    return { journalId: undoing, item, restored: steps.length };
  });
}
