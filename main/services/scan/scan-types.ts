import type { CompletenessRules } from '../../domain/completeness.ts';
import type { Checkpointer } from '../../store/checkpointer.ts';
import type { FolderScope } from '../../store/folder-scope.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import type { RulesOf } from '../items/item-completeness.ts';

export interface ScanDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  rules: () => CompletenessRules;
  rulesOf: RulesOf;
  enqueue: (job: NewJob) => unknown;
  checkpoints: Checkpointer;
  /** When to try again, in milliseconds since the epoch, while files of a library are given other names. */
  busyUntilMs?: (libraryId: number) => number | null;
  /**
   * Told when a scan has been completed: what is new may be identified and enriched, what was published looked after.
   * @param folders that were scanned, with or without what lies below them; null for all of the library
   */
  afterScan?: (libraryId: number, folders: FolderScope) => void;
}

/** What a finished scan reports: films that came, changed and went, unrecognised files, and folders it could not read. */
export interface ScanResult {
  added: number;
  updated: number;
  removed: number;
  unknown: number;
  failed: number;
}

/**
 * Asked before anything is taken for gone. Throws when so many cannot be.
 * @param gone films or shows that were not found
 * @param known that were there before, in what was scanned
 */
export type RemovalCheck = (gone: number, known: number) => void;
