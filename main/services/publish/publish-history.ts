import path from 'node:path';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { PublishRecord } from '../../../contract/publishing.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { journalsOf, publishLogOf } from '../../store/publish.store.ts';
import { findUnit } from './publish-unit.ts';
import { undoBlock } from './reverse-steps.ts';

/** What was published of an item, newest first. Episodes in one file have one history: that of the first of them. */
export function publishHistory(db: ReadDb, ref: ItemRef): PublishRecord[] {
  const owner = findUnit(db, ref)?.owner ?? ref;
  const item = { type: owner.type, id: owner.id };
  const journals = new Map(journalsOf(db, item, 200).map((journal) => [journal.id, journal]));
  return publishLogOf(db, item, 100).map((row) => {
    const journal = row.journalId === null ? undefined : journals.get(row.journalId);
    const block = journal === undefined || journal.state !== 'committed' ? null : undoBlock(db, journal);
    return {
      id: row.id,
      journalId: row.journalId,
      item,
      publishedAt: row.publishedAt,
      publishedBy: row.publishedBy,
      action: journal?.action ?? 'publish',
      isSuccess: row.isSuccess === 1,
      errorMessage: row.errorMessage,
      files: (journal?.steps ?? []).map((step) => ({
        name: path.relative(journal?.directoryPath ?? '', step.path).replaceAll(path.sep, '/'),
        op: step.op,
      })),
      durationMs: row.durationMs,
      runId: journal?.runId ?? null,
      republishesId: journal?.republishesId ?? null,
      canUndo: journal?.state === 'committed' && block === null,
      undoBlock: block,
    };
  });
}
