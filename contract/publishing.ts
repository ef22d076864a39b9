import { z } from 'zod';
import { command, query } from './call.ts';
import { FieldName, FieldValue } from './field-values.ts';
import { ItemLink } from './items.ts';
import { ContentHash, Id, ItemRef, Timestamp } from './primitives.ts';

export const DiffLine = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type DiffLine = z.infer<typeof DiffLine>;

export const PlanOp = z.enum(['create', 'replace', 'rename', 'remove', 'leave', 'conflict']);
export type PlanOp = z.infer<typeof PlanOp>;

/** Why the plan says what it says of a file; a client may show words of its own for it. */
export const PlanReason = z.enum([
  /** A conflict: the file Metarr wrote holds other bytes by now. */
  'changed_outside',
  /** A conflict: neither Metarr nor a scan ever saw these bytes. */
  'never_read',
  /** A conflict: what is called NFO is no XML. */
  'not_xml',
  /** A conflict: the file cannot be read. */
  'unreadable',
  /** A conflict: two files would get one name on a disk that ignores upper and lower case. */
  'same_name',
  /** Somebody else changed the NFO, and nothing of it is Metarr's business: all of it stays. */
  'outside_kept',
  /** Metarr wrote the file, and it is not there any more. */
  'missing',
  /** The person decided to leave this file as it is. */
  'kept_by_choice',
  /** The person decided what becomes of the outside changes. */
  'settled_by_choice',
  /** Metarr wrote it under a name that is not wanted any more. */
  'obsolete',
]);
export type PlanReason = z.infer<typeof PlanReason>;

/**
 * What becomes of a file that holds something unexpected. `adopt` takes what is outside into Metarr as edits that can be
 * undone; `overwrite` writes what Metarr wants, and keeps the displaced bytes; `merge` decides field by field; `keep`
 * leaves the file alone, now and until its bytes change again.
 */
export const ConflictChoice = z.enum(['adopt', 'overwrite', 'merge', 'keep']);
export type ConflictChoice = z.infer<typeof ConflictChoice>;

export const PlannedFile = z.object({
  /** Absolute path on the machine Metarr runs on. */
  path: z.string(),
  /** Relative to the item's folder (see ItemDetail.directoryPath). */
  name: z.string(),
  op: PlanOp,
  kind: z.enum(['nfo', 'image', 'trailer']),
  /** Artwork type; null for the NFO. */
  assetType: z.string().nullable(),
  /** Of a rename: the name it has now, relative to the item's folder. */
  fromName: z.string().nullable(),
  /** The file that is there was not written by Metarr; its bytes are kept for undo. */
  isForeign: z.boolean(),
  sizeBytes: z.int().nullable(),
  beforeHash: ContentHash.nullable(),
  afterHash: ContentHash.nullable(),
  reasonCode: PlanReason.nullable(),
  /** The reason in a sentence; of a conflict never null. */
  reason: z.string().nullable(),
  /** What can be decided about a conflict; empty for everything else. */
  choices: z.array(ConflictChoice),
});
export type PlannedFile = z.infer<typeof PlannedFile>;

/** One field of an NFO on its three sides. */
export const MergeField = z.object({
  field: FieldName,
  /** As published last; null when that is not known, or when it said nothing. */
  base: FieldValue,
  /** As the file says now. */
  outside: FieldValue,
  /** As Metarr would write it. */
  ours: FieldValue,
  /** Who changed it since the last publication; `unknown` when that is not known. */
  changedBy: z.enum(['outside', 'us', 'both', 'unknown']),
  /** The field is locked in Metarr. */
  isLocked: z.boolean(),
  /** What a merge takes unless the person says otherwise; null when a person has to say. */
  suggested: z.enum(['outside', 'ours']).nullable(),
});
export type MergeField = z.infer<typeof MergeField>;

/** An NFO that was changed outside, field by field, for each item that it speaks of. */
export const NfoConflict = z.object({
  path: z.string(),
  items: z.array(z.object({ item: ItemRef, title: z.string(), fields: z.array(MergeField) })),
  /** The text as published last and as it is now, side by side; empty when the file is no text. */
  outsideDiff: z.array(DiffLine),
});
export type NfoConflict = z.infer<typeof NfoConflict>;

/** Programs that write NFO files of their own accord or at a person's request. */
export const NfoWriter = z.enum([
  'radarr',
  'sonarr',
  'jellyfin',
  'emby',
  'kodi',
  'tinymediamanager',
  'mediaelch',
  'unknown',
]);
export type NfoWriter = z.infer<typeof NfoWriter>;

/** Another program writes the same NFO files. */
export const OtherWriter = z.object({
  writer: NfoWriter,
  /** How many changes by it were seen since Metarr published. */
  changes: z.int(),
  lastSeenAt: Timestamp,
  examplePath: z.string(),
  /** Whose work it is, and what to do. */
  message: z.string(),
});
export type OtherWriter = z.infer<typeof OtherWriter>;

export const PublishPreview = z.object({
  item: ItemRef,
  title: z.string(),
  /** Stands for exactly these files and bytes; `publish.apply` refuses when the plan has become another. */
  planHash: ContentHash,
  files: z.array(PlannedFile),
  nfoDiff: z.array(DiffLine),
  nfoText: z.string(),
  /** True when publishing would write nothing. */
  isUnchanged: z.boolean(),
  problems: z.array(z.object({ code: z.string(), message: z.string() })),
  /** Null unless the NFO is in conflict and both sides can be read. */
  nfoConflict: NfoConflict.nullable(),
});
export type PublishPreview = z.infer<typeof PublishPreview>;

/** A decision about one file in conflict. */
export const FileChoice = z.object({
  path: z.string(),
  choice: ConflictChoice,
  /** Of a merge: which side each field takes, by item; a field that is not named takes the suggested side. */
  fields: z
    .array(z.object({ item: ItemRef, field: FieldName, side: z.enum(['outside', 'ours']) }))
    .max(1000)
    .default([]),
});
export type FileChoice = z.infer<typeof FileChoice>;

/** Why a publication cannot be undone. */
export const UndoBlock = z.object({
  code: z.enum(['undone', 'unfinished', 'written_since', 'bytes_gone']),
  message: z.string(),
});
export type UndoBlock = z.infer<typeof UndoBlock>;

export const PublishRecord = z.object({
  id: Id,
  journalId: Id.nullable(),
  item: ItemRef,
  publishedAt: Timestamp,
  publishedBy: z.string().nullable(),
  action: z.enum(['publish', 'undo']),
  isSuccess: z.boolean(),
  errorMessage: z.string().nullable(),
  files: z.array(z.object({ name: z.string(), op: z.string() })),
  durationMs: z.int().nullable(),
  /** The run that it was part of. */
  runId: Id.nullable(),
  /** The earlier publication whose state it put back. */
  republishesId: Id.nullable(),
  canUndo: z.boolean(),
  /** Why it cannot be undone; null when it can, and for one that failed. */
  undoBlock: UndoBlock.nullable(),
});
export type PublishRecord = z.infer<typeof PublishRecord>;

export const publishMethods = {
  'publish.preview': query(z.object({ item: ItemRef }), PublishPreview),
  /**
   * Writes the plan that was previewed, after settling its conflicts as `choices` say. Refuses with `conflict` while one is
   * left without a choice. Answers when it is done; the work itself is journalled.
   */
  'publish.apply': command(
    z.object({ item: ItemRef, planHash: ContentHash, choices: z.array(FileChoice).max(1000).default([]) }),
    z.object({
      journalId: Id.nullable(),
      written: z.int(),
      isUnchanged: z.boolean(),
      /** The edits that took outside values in, newest first; each can be undone with `items.undoEdit`. */
      editIds: z.array(Id),
    }),
  ),
  /**
   * Settles conflicts without publishing: outside values are taken in at once, the rest is remembered until the file holds
   * other bytes. Answers the edits as `publish.apply` does.
   */
  'publish.resolve': command(
    z.object({ item: ItemRef, planHash: ContentHash, choices: z.array(FileChoice).min(1).max(1000) }),
    z.object({ editIds: z.array(Id) }),
  ),
  /**
   * Takes back what was decided about files of an item, as long as nothing has come of it: they are in conflict again. With
   * the edits that were made by deciding, newest first; those that other edits stand upon stay.
   */
  'publish.reconsider': command(
    z.object({ item: ItemRef, paths: z.array(z.string()).max(1000), editIds: z.array(Id).max(1000).default([]) }),
    z.object({}),
  ),
  /**
   * Queues the publication of many items as one run; each is planned, journalled and logged on its own. With `includeBelow`, a show
   * brings its seasons and episodes along, a season its episodes.
   */
  'publish.many': command(
    z.object({ items: z.array(ItemRef).min(1).max(100_000), includeBelow: z.boolean().default(false) }),
    z.object({ jobId: Id, runId: Id }),
  ),
  /** The items that `publish.many` with `includeBelow` would take, the item itself first. */
  'publish.scope': query(z.object({ item: ItemRef }), z.array(ItemLink)),
  /** Puts back exactly the bytes that were there before this publication, as long as nothing wrote to its files since. */
  'publish.undo': command(z.object({ journalId: Id }), z.object({ restored: z.int() })),
  'publish.history': query(z.object({ item: ItemRef }), z.array(PublishRecord)),
};
