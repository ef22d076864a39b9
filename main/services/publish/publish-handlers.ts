import path from 'node:path';
import type { Handlers } from '../../../contract/contract.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { PublishRecord } from '../../../contract/publishing.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { journalsOf, publishLogOf } from '../../store/publish.store.ts';
import { publishJob } from './publish-entity.job.ts';
import type { PublishService } from './publish-service.ts';
import { findUnit } from './publish-unit.ts';
import { isUndoable } from './reverse-steps.ts';

type PublishMethod = Extract<keyof Handlers, `publish.${string}`>;

/** The contract's publishing methods. */
export function createPublishHandlers(deps: {
  db: WriteDb;
  service: PublishService;
  enqueue: (job: NewJob) => Job;
}): Pick<Handlers, PublishMethod> {
  const { db, service, enqueue } = deps;
  return {
    'publish.preview': ({ item }) => service.preview(item),
    'publish.apply': async ({ item, planHash }) => {
      const { journalId, paths, isUnchanged } = await service.publish(item, planHash, 'manual');
      return { journalId, written: paths.length, isUnchanged };
    },
    'publish.many': ({ items, includeBelow }) => ({ jobId: enqueue(publishJob(items, includeBelow)).id }),
    'publish.scope': ({ item }) => service.scope(item),
    'publish.undo': async ({ journalId }) => ({ restored: await service.undo(journalId) }),
    'publish.history': ({ item }) => publishHistory(db, item),
  };
}

/** Of what the item is published with: episodes in one file have one history. */
function publishHistory(db: WriteDb, ref: ItemRef): PublishRecord[] {
  const owner = findUnit(db, ref)?.owner ?? ref;
  const item = { type: owner.type, id: owner.id };
  const journals = journalsOf(db, item, 200);
  return publishLogOf(db, item, 100).map((row) => {
    const journal = journals.find((entry) => entry.id === row.journalId);
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
      canUndo: journal !== undefined && isUndoable(journals, journal.id),
    };
  });
}
