import path from 'node:path';
import type { Handlers } from '../../../contract/contract.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { PublishRecord } from '../../../contract/publishing.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { journalsOf, publishLogOf } from '../../store/publish.store.ts';
import { publishJob } from './publish-entity.job.ts';
import type { PublishService } from './publish-service.ts';
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
    'publish.preview': ({ movieId }) => service.preview(movieId),
    'publish.apply': async ({ movieId, planHash }) => {
      const { journalId, paths, isUnchanged } = await service.publish(movieId, planHash, 'manual');
      return { journalId, written: paths.length, isUnchanged };
    },
    'publish.many': ({ movieIds }) => ({ jobId: enqueue(publishJob(movieIds)).id }),
    'publish.undo': async ({ journalId }) => ({ restored: await service.undo(journalId) }),
    'publish.history': ({ movieId }) => publishHistory(db, movieId),
  };
}

function publishHistory(db: WriteDb, movieId: number): PublishRecord[] {
  const journals = journalsOf(db, movieId, 200);
  return publishLogOf(db, movieId, 100).map((row) => {
    const journal = journals.find((entry) => entry.id === row.journalId);
    return {
      id: row.id,
      journalId: row.journalId,
      movieId,
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
