import type { ChangedFolder } from '../files/watch-changes.ts';
import type { WatchState } from '../files/watch-folder.ts';

/** What the watching thread is told. */
export type WatchRequest =
  | { kind: 'watch'; libraryId: number; root: string; mode: 'auto' | 'poll' }
  | { kind: 'unwatch'; libraryId: number }
  | { kind: 'close' };

/** What it answers. */
export type WatchReport =
  | { kind: 'state'; libraryId: number; state: WatchState; reason: string | null }
  /** Null: too many to name. */
  | { kind: 'changed'; libraryId: number; folders: ChangedFolder[] | null }
  /** No file of what was reported is still being written. */
  | { kind: 'settled'; libraryId: number };
