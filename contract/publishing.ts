import { z } from 'zod';
import { command, query } from './call.ts';
import { ItemLink } from './items.ts';
import { ContentHash, Id, ItemRef, Timestamp } from './primitives.ts';

export const PlannedFile = z.object({
  /** Absolute path on the machine Metarr runs on. */
  path: z.string(),
  /** Relative to the item's folder (see ItemDetail.directoryPath). */
  name: z.string(),
  op: z.enum(['create', 'replace', 'remove', 'leave', 'conflict']),
  kind: z.enum(['nfo', 'image']),
  /** Artwork type; null for the NFO. */
  assetType: z.string().nullable(),
  /** The file that is there was not written by Metarr; its bytes are kept for undo. */
  isForeign: z.boolean(),
  sizeBytes: z.int().nullable(),
  beforeHash: ContentHash.nullable(),
  afterHash: ContentHash.nullable(),
  /** Why it is a conflict; null otherwise. */
  reason: z.string().nullable(),
});
export type PlannedFile = z.infer<typeof PlannedFile>;

export const DiffLine = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type DiffLine = z.infer<typeof DiffLine>;

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
});
export type PublishPreview = z.infer<typeof PublishPreview>;

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
  canUndo: z.boolean(),
});
export type PublishRecord = z.infer<typeof PublishRecord>;

export const publishMethods = {
  'publish.preview': query(z.object({ item: ItemRef }), PublishPreview),
  /** Writes the plan that was previewed. Answers when it is done; the work itself is a journalled job. */
  'publish.apply': command(
    z.object({ item: ItemRef, planHash: ContentHash }),
    z.object({ journalId: Id.nullable(), written: z.int(), isUnchanged: z.boolean() }),
  ),
  /**
   * Queues the publication of many items; each is planned, journalled and logged on its own. With `includeBelow`, a show
   * brings its seasons and episodes along, a season its episodes.
   */
  'publish.many': command(
    z.object({ items: z.array(ItemRef).min(1).max(100_000), includeBelow: z.boolean().default(false) }),
    z.object({ jobId: Id }),
  ),
  /** The items that `publish.many` with `includeBelow` would take, the item itself first. */
  'publish.scope': query(z.object({ item: ItemRef }), z.array(ItemLink)),
  /** Puts back exactly the bytes that were there before this publication. */
  'publish.undo': command(z.object({ journalId: Id }), z.object({ restored: z.int() })),
  'publish.history': query(z.object({ item: ItemRef }), z.array(PublishRecord)),
};
