import type { Handlers } from '../contract/contract.ts';
import type { JobKind } from './jobs/job-kind.ts';
import { createApplyRenamesKind, createUndoRenamesKind } from './services/rename/apply-renames.job.ts';
import { ItemMover } from './services/rename/item-mover.ts';
import { LibraryGate } from './services/rename/library-gate.ts';
import { createPlanRenamesKind } from './services/rename/plan-rename.job.ts';
import type { RenameDependencies } from './services/rename/rename-dependencies.ts';
import { createRenameHandlers } from './services/rename/rename-handlers.ts';

export interface Renaming {
  handlers: Pick<Handlers, Extract<keyof Handlers, `rename.${string}`>>;
  kinds: JobKind[];
  /** For scans: when to ask again; null while nothing of the library is renamed. */
  busyUntilMs(libraryId: number): number | null;
  /** Brings what a crash left between two names to one of them. Before anything else touches a library. */
  recover(): Promise<void>;
}

/** What plans, applies and takes back new names, put together: a part of core.ts. */
export function composeRenaming(deps: RenameDependencies): Renaming {
  const mover = new ItemMover(deps);
  const gate = new LibraryGate(deps.db, deps.clock);
  return {
    handlers: createRenameHandlers(deps),
    kinds: [
      createPlanRenamesKind(deps),
      createApplyRenamesKind({ ...deps, mover, gate }),
      createUndoRenamesKind({ ...deps, mover, gate }),
    ],
    busyUntilMs: (libraryId) => gate.busyUntilMs(libraryId),
    recover: () => mover.settle(),
  };
}
