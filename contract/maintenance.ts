import { z } from 'zod';
import { command, query } from './call.ts';
import { Job } from './jobs.ts';
import { ContentHash, Empty, Id, ItemRef, Nothing, Timestamp } from './primitives.ts';

/** Upkeep that runs by the clock. */
export const Schedule = z.object({
  name: z.string(),
  /** Minutes between two runs; null when it runs only when it is asked for. */
  intervalMinutes: z.int().min(15).max(525_600).nullable(),
  defaultIntervalMinutes: z.int().nullable(),
  lastRunAt: Timestamp.nullable(),
  nextRunAt: Timestamp.nullable(),
  /** The job of the last run; null when there was none, or it is not known any more. */
  lastJob: Job.nullable(),
});
export type Schedule = z.infer<typeof Schedule>;

export const BackupKind = z.enum([
  /** By the clock; the newest of each of the last days and weeks is kept. */
  'automatic',
  /** Asked for by a person; kept until a person deletes it. */
  'manual',
  /** Before a newer version changed the database; the two newest are kept. */
  'upgrade',
  /** What was in place when a backup was restored or the database rebuilt; kept until a person deletes it. */
  'replaced',
]);
export type BackupKind = z.infer<typeof BackupKind>;

export const Backup = z.object({
  /** Its file's name, which names it in every call. */
  name: z.string(),
  kind: BackupKind,
  createdAt: Timestamp,
  sizeBytes: z.int(),
  /** Null when it cannot be read as a database. */
  schemaVersion: z.int().nullable(),
  counts: z.object({ films: z.int(), shows: z.int(), episodes: z.int() }).nullable(),
  /** Why it cannot be restored, in words for the person; null when it can. */
  problem: z.string().nullable(),
});
export type Backup = z.infer<typeof Backup>;

/** A file's name in the folder of backups: no path leads out of it. */
export const BackupName = z.string().regex(/^(?!\.)[\w.-]{1,200}$/);

export const PurgeScope = z.object({
  /** Films and shows in the trash; null for all that is there. */
  items: z.array(ItemRef).min(1).max(10_000).nullable(),
});
export type PurgeScope = z.infer<typeof PurgeScope>;

export const PurgePreview = z.object({
  films: z.int(),
  shows: z.int(),
  episodes: z.int(),
  /** Sets of films; their films stay. */
  sets: z.int(),
  /** Titles of some of them, for the question. */
  titles: z.array(z.string()),
  /** Cached files that nothing else needs; they stay for another grace period. */
  orphans: z.object({ files: z.int(), bytes: z.int() }),
});
export type PurgePreview = z.infer<typeof PurgePreview>;

export const CollectableFile = z.object({
  hash: ContentHash,
  path: z.string(),
  sizeBytes: z.int(),
  /** Since when nothing refers to it. */
  orphanedAt: Timestamp,
});
export type CollectableFile = z.infer<typeof CollectableFile>;

export const CollectPreview = z.object({
  /** Due now. */
  files: z.int(),
  bytes: z.int(),
  /** Some of them, the longest unused first. */
  sample: z.array(CollectableFile),
  /** Unused, but within their grace period; and when the first of these is due. */
  inGrace: z.object({ files: z.int(), bytes: z.int(), nextDueAt: Timestamp.nullable() }),
  cache: z.object({ files: z.int(), bytes: z.int() }),
  graceDays: z.int(),
});
export type CollectPreview = z.infer<typeof CollectPreview>;

/** Why there is no library to show, and what can be done about it. */
export const RecoveryState = z.object({
  reason: z.enum(['damaged', 'missing']),
  /** What was found, in words for the person. */
  message: z.string(),
  databasePath: z.string(),
  backupsFolder: z.string(),
  backups: z.array(Backup),
  /** Items whose decisions are kept beside the cache, from which the database can be rebuilt; null when there are none. */
  manifests: z.int().nullable(),
  canOpenFolder: z.boolean(),
});
export type RecoveryState = z.infer<typeof RecoveryState>;

export const maintenanceMethods = {
  'schedules.list': query(Empty, z.array(Schedule)),
  'schedules.set': command(z.object({ name: z.string(), intervalMinutes: Schedule.shape.intervalMinutes }), Schedule),
  'schedules.runNow': command(z.object({ name: z.string() }), z.object({ jobId: Id })),

  'backups.list': query(Empty, z.object({ folder: z.string(), backups: z.array(Backup) })),
  'backups.create': command(Empty, z.object({ jobId: Id })),
  'backups.remove': command(z.object({ name: BackupName }), Nothing),
  /**
   * Puts a backup in the place of the database and starts anew with it; what was there is kept as a backup. Answers when
   * that is done, after which everything a client knows is out of date.
   */
  'backups.restore': command(z.object({ name: BackupName }), z.object({ keptAs: z.string().nullable() })),
  /** Shows the folder of backups in the system's file manager (desktop only). */
  'backups.reveal': command(Empty, Nothing),

  'trash.preview': query(PurgeScope, PurgePreview),
  /** Deletes for good, as a job. Library files are not touched. */
  'trash.purge': command(PurgeScope, z.object({ jobId: Id })),

  'cache.preview': query(z.object({ limit: z.int().min(0).max(10_000).default(100) }), CollectPreview),

  /** What is wrong with the database; null when nothing is. While it is not null, only the methods of this group answer. */
  'recovery.state': query(Empty, RecoveryState.nullable()),
  /** Makes the database anew from what is kept beside the cache. Answers when that is done. */
  'recovery.rebuild': command(Empty, z.object({ items: z.int() })),
  /** Begins with an empty database; what was there is kept. */
  'recovery.startEmpty': command(Empty, Nothing),
  /** Looks once more, for instance after the file was put back by hand. */
  'recovery.retry': command(Empty, Nothing),
};
