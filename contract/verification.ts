import { z } from 'zod';
import { command, query } from './call.ts';
import { ContentHash, EntityType, Id, ItemRef, Timestamp } from './primitives.ts';

/** `quick` compares size and time and hashes what differs; `full` reads every byte again. */
export const VerifyMode = z.enum(['quick', 'full']);
export type VerifyMode = z.infer<typeof VerifyMode>;

/**
 * What can be wrong with a file:
 * - `missing`: Metarr wrote it, and it is gone from the library;
 * - `changed`: it holds other bytes than Metarr wrote;
 * - `wrong_name`: its bytes lie under another name in its folder (`foundPath`);
 * - `orphan`: Metarr wrote it for an item that is gone, or it is what an interrupted write left behind;
 * - `corrupt_cache`: the copy in the cache is gone or holds other bytes;
 * - `unreadable`: the system refuses it (`reason`);
 * - `offline`: the library, or a disk mounted in it, cannot be reached; nothing is said of the files on it.
 */
export const FindingKind = z.enum([
  'missing',
  'changed',
  'wrong_name',
  'orphan',
  'corrupt_cache',
  'unreadable',
  'offline',
]);
export type FindingKind = z.infer<typeof FindingKind>;

/**
 * What can be done about a finding:
 * - `put_back`: the bytes that were published come out of the cache into the library again;
 * - `rename_back`: the file gets the name it was published under;
 * - `adopt`: what is there now is right: the item is read again, and the file is the library's own from now on;
 * - `remove`: the file goes; its bytes stay in the cache for the time of grace;
 * - `recache`: the cache takes the bytes out of the library again.
 */
export const Repair = z.enum(['put_back', 'rename_back', 'adopt', 'remove', 'recache']);
export type Repair = z.infer<typeof Repair>;

export const VerifyRun = z.object({
  id: Id,
  libraryId: Id,
  libraryName: z.string(),
  mode: VerifyMode,
  trigger: z.enum(['manual', 'schedule', 'scan']),
  status: z.enum(['running', 'completed', 'failed', 'cancelled']),
  startedAt: Timestamp,
  completedAt: Timestamp.nullable(),
  /** Files of the library and of the cache that were looked at. */
  checkedFiles: z.int(),
  /** What the run found, by kind; kinds of which it found none are left out. */
  found: z.partialRecord(FindingKind, z.int()),
  errorMessage: z.string().nullable(),
});
export type VerifyRun = z.infer<typeof VerifyRun>;

export const Finding = z.object({
  id: Id,
  runId: Id.nullable(),
  libraryId: Id,
  kind: FindingKind,
  /** Whose file it is; null for what belongs to no item any more, and for a library that is offline. */
  item: z.object({ type: EntityType, id: Id }).nullable(),
  /** The item's title, with year or number; of what belongs to none its folder's name. */
  title: z.string(),
  /** Absolute; in the cache for `corrupt_cache`. */
  path: z.string(),
  /** Relative to the library, with '/' between the parts; of a file in the cache the name alone. */
  name: z.string(),
  /** An artwork type, `nfo`, `actor_thumb` …; null when that is not known. */
  assetType: z.string().nullable(),
  expectedHash: ContentHash.nullable(),
  expectedSizeBytes: z.int().nullable(),
  foundHash: ContentHash.nullable(),
  foundSizeBytes: z.int().nullable(),
  /** Where the bytes lie instead (`wrong_name`), or where a missing file goes because its video has another name now. */
  otherPath: z.string().nullable(),
  reason: z.string().nullable(),
  /** What can be done about it, the best first. */
  repairs: z.array(Repair),
  foundAt: Timestamp,
});
export type Finding = z.infer<typeof Finding>;

/** Which findings: named, or all open ones that fit what is given. */
export const FindingSelection = z.object({
  ids: z.array(Id).max(100_000).nullable().default(null),
  libraryId: Id.nullable().default(null),
  kind: FindingKind.nullable().default(null),
  item: ItemRef.nullable().default(null),
});
export type FindingSelection = z.infer<typeof FindingSelection>;

/** One file that a repair would touch. */
export const RepairStep = z.object({
  findingId: Id,
  op: z.enum(['create', 'replace', 'rename', 'remove', 'read', 'cache']),
  path: z.string(),
  name: z.string(),
  /** Of a rename: the name there is now. */
  fromName: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  contentHash: ContentHash.nullable(),
});
export type RepairStep = z.infer<typeof RepairStep>;

export const RepairPreview = z.object({
  repair: Repair,
  steps: z.array(RepairStep),
  /** Findings that this repair cannot mend, with the reason. */
  refused: z.array(z.object({ findingId: Id, name: z.string(), reason: z.string() })),
});
export type RepairPreview = z.infer<typeof RepairPreview>;

/** When a library is verified by itself, and what happens to what a downloader removed. */
export const VerifySchedule = z.object({
  libraryId: Id,
  libraryName: z.string(),
  every: z.enum(['off', 'daily', 'weekly']),
  mode: VerifyMode,
  /** Put back what is missing of an item whose video was replaced, after each scan. */
  restoreAfterUpgrade: z.boolean(),
  /** When it is due next; null for never. */
  nextAt: Timestamp.nullable(),
});
export type VerifySchedule = z.infer<typeof VerifySchedule>;

export const VerifyOverview = z.object({
  libraries: z.array(
    VerifySchedule.extend({
      /** Its newest run that looked at all of it, or is doing so; null when there was none. */
      lastRun: VerifyRun.nullable(),
      /** Open findings by kind; kinds without any are left out. */
      open: z.partialRecord(FindingKind, z.int()),
    }),
  ),
  openCount: z.int(),
});
export type VerifyOverview = z.infer<typeof VerifyOverview>;

export const verificationMethods = {
  /** Compares a library, or all of them (null), with what Metarr wrote and keeps. Answers one job for each. */
  'verify.start': command(
    z.object({ libraryId: Id.nullable().default(null), mode: VerifyMode.default('quick') }),
    z.object({ jobIds: z.array(Id) }),
  ),
  'verify.overview': query(z.object({}), VerifyOverview),
  /** The newest runs first. */
  'verify.runs': query(
    z.object({ libraryId: Id.nullable().default(null), limit: z.int().min(1).max(200).default(30) }),
    z.array(VerifyRun),
  ),
  /** Open findings, item by item. `after` is the last id of the page before. */
  'verify.findings': query(
    z.object({
      libraryId: Id.nullable().default(null),
      kind: FindingKind.nullable().default(null),
      item: ItemRef.nullable().default(null),
      after: Id.nullable().default(null),
      limit: z.int().min(1).max(500).default(200),
    }),
    z.object({ findings: z.array(Finding), hasMore: z.boolean(), total: z.int() }),
  ),
  /** What a repair would do to the disk. Of a selection without ids the first 1,000 findings. */
  'verify.preview': query(z.object({ selection: FindingSelection, repair: Repair }), RepairPreview),
  /** Repairs in a job; each item's files are one publication, which can be undone. */
  'verify.repair': command(z.object({ selection: FindingSelection, repair: Repair }), z.object({ jobId: Id })),
  /** Takes back, in a job, what the repair of a job did to libraries; its findings are open again. */
  'verify.undo': command(z.object({ jobId: Id }), z.object({ jobId: Id })),
  /** What is open of one item and what it is published with. */
  'verify.ofItem': query(
    z.object({ item: ItemRef }),
    z.object({ findings: z.array(Finding), canPutBack: z.boolean(), isVideoReplaced: z.boolean() }),
  ),
  'verify.setSchedule': command(
    z.object({
      libraryId: Id,
      every: VerifySchedule.shape.every.optional(),
      mode: VerifyMode.optional(),
      restoreAfterUpgrade: z.boolean().optional(),
    }),
    VerifySchedule,
  ),
};
