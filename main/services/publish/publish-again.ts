import path from 'node:path';
import { CoreError } from '../../domain/core-error.ts';
import { differences, type FileState, stateAfter } from '../../domain/publish/item-states.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import { getJournal, type Journal, settledJournalsOf } from '../../store/publish.store.ts';
import { findUnit } from './publish-unit.ts';
import { readFile } from 'node:fs/promises';
import { decodeNfo } from '../../nfo/nfo-text.ts';
import type { PublishStep } from '../../files/publish-step.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { changeStep } from './reverse-steps.ts';
import type { UndoDependencies } from './undo-publication.ts';

/**
 * Puts an item's files back as they were after an earlier publication, as a new one. Files that no publication ever touched
 * stay as they are, and so does what the item says: it then has changes to publish. Answers the journal, null when nothing
 * had to change. Throws `not_found`, `conflict`, `changed_on_disk` when somebody else wrote to its files, `file_missing`
 * when bytes are not kept any more, and what the disk refuses.
 */
export async function publishAgain(
  { db, turns, writer }: UndoDependencies,
  journalId: number,
): Promise<{ journalId: number | null; written: number }> {
  const { item } = requireCommitted(db, journalId);
  return turns.take(item, async () => {
    const startedMs = performance.now();
    await writer.settleLeft(item);
    const journal = requireCommitted(db, journalId);
    const unit = findUnit(db, item);
    if (unit === null || unit.members.some((member) => member.deleted_on !== null)) {
      throw new CoreError('conflict', 'This item is in the trash. Restore it before publishing.');
    }
    const { wanted, steps } = stepsBackTo(db, journal);
    if (steps.length === 0) return { journalId: null, written: 0 };
    const written = await writer.write({
      item,
      folderPath: journal.directoryPath,
      action: 'publish',
      steps,
      assetTypeOf: (target) => wanted.get(target)?.assetType ?? null,
      nfo: await writtenNfo(db, steps, wanted),
      seenUpdatedAt: null,
      by: 'manual',
      startedMs,
      run: null,
      republishes: journalId,
    });
    return { journalId: written, written: steps.length };
  });
}

/** The journal of a publication that was carried out. Throws `not_found`, `conflict`. */
export function requireCommitted(db: ReadDb, journalId: number): Journal {
  const journal = getJournal(db, journalId);
  if (journal === null) throw new CoreError('not_found', 'This publication is not known any more.');
  if (journal.state !== 'committed') throw new CoreError('conflict', 'This publication was not carried out.');
  return journal;
}

function stepsBackTo(db: ReadDb, journal: Journal): { wanted: Map<string, FileState>; steps: PublishStep[] } {
  const all = settledJournalsOf(db, journal.item);
  const wanted = stateAfter(all, journal.id);
  const now = stateAfter(all, all.at(-1)?.id ?? journal.id);
  const steps = differences(now, wanted).map(({ path: target, fromHash, toHash }, seq) =>
    changeStep(db, { seq, path: target, from: fromHash, to: toHash }),
  );
  return { wanted, steps };
}

async function writtenNfo(
  db: ReadDb,
  steps: readonly PublishStep[],
  wanted: ReadonlyMap<string, FileState>,
): Promise<{ path: string; hash: string; text: string } | null> {
  for (const { path: target, afterHash } of steps) {
    if (afterHash === null || wanted.get(target)?.assetType !== null || path.extname(target) !== '.nfo') continue;
    const cached = findCachedFile(db, afterHash);
    if (cached === null) continue;
    const bytes = await readFile(cached.filePath).catch(() => null);
    if (bytes !== null) return { path: target, hash: afterHash, text: decodeNfo(bytes).text };
  }
  return null;
}
