import type { Handlers } from '../contract/contract.ts';
import type { JobKind } from './jobs/job-kind.ts';
import { createItemEdits } from './services/items/item-edits.ts';
import type { RulesOf } from './services/items/item-completeness.ts';
import type { PublishService } from './services/publish/publish-service.ts';
import { createRepairKind } from './services/verify/repair-findings.job.ts';
import { createUndoRepairKind } from './services/verify/undo-repair.job.ts';
import { createVerifyHandlers } from './services/verify/verify-handlers.ts';
import { createVerifyKind, verifyJob } from './services/verify/verify-library.job.ts';
import { VerifySchedule } from './services/verify/verify-schedule.ts';
import type { VerifyDependencies } from './services/verify/verify-types.ts';
import type { FolderScope } from './store/folder-scope.ts';
import { getLibrary } from './store/library.store.ts';
import { failLostVerifyRuns } from './store/verify-run.store.ts';
import { hasPublishedBelow } from './store/verify-target.store.ts';

export interface Verification {
  handlers: Pick<Handlers, Extract<keyof Handlers, `verify.${string}`>>;
  kinds: JobKind[];
  schedule: VerifySchedule;
  /** Looks whether what was published is still there. @param folders that were scanned; null for all of the library */
  afterScan(libraryId: number, folders: FolderScope): void;
  /** After a crash, before jobs go on. */
  recover(): void;
}

/** Verification and repair, put together: a part of core.ts. */
export function composeVerification(
  deps: Omit<VerifyDependencies, 'publisher'> & { publisher: PublishService; rules: RulesOf },
): Verification {
  const { db, events, rules, publisher, enqueue, clock } = deps;
  const edits = createItemEdits(db, rules, (item) => {
    events.itemChanged(item);
  });
  return {
    handlers: createVerifyHandlers(deps),
    kinds: [
      createVerifyKind(deps),
      createRepairKind({ ...deps, edits, planner: publisher }),
      createUndoRepairKind(deps),
    ],
    schedule: new VerifySchedule(db, clock, enqueue),
    afterScan: (libraryId, folders) => {
      const library = getLibrary(db, libraryId);
      const places = folders?.map(({ path }) => path) ?? [library?.path ?? ''];
      if (library === null || !places.some((folder) => hasPublishedBelow(db, folder))) return;
      // An item's folder may have files of it below; the library's own has everybody's.
      const scope = folders?.map(({ path, isDeep }) => ({ path, isDeep: isDeep || path !== library.path })) ?? null;
      enqueue(verifyJob(library, { mode: 'quick', trigger: 'scan', folders: scope }));
    },
    recover: () => {
      failLostVerifyRuns(db);
    },
  };
}
