import { z } from 'zod';
import { command, query } from './call.ts';
import { FieldName, FieldValue } from './field-values.ts';
import { EditResult } from './items.ts';
import { Id, ItemRef, Timestamp } from './primitives.ts';
import { ProviderName, ProviderProblem } from './providers.ts';

/** One value that a source has for a field. */
export const Alternative = z.object({
  provider: z.enum([...ProviderName.options, 'nfo']),
  /** BCP 47; '' when the value has no language. */
  language: z.string(),
  value: FieldValue,
  fetchedAt: Timestamp,
  /** It is what the item has at present. */
  isCurrent: z.boolean(),
});
export type Alternative = z.infer<typeof Alternative>;

/** What enriching would do to one field. */
export const FieldChange = z.object({
  field: FieldName,
  before: FieldValue,
  after: FieldValue,
  provider: ProviderName,
  language: z.string(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** A field that stays though an answer differs, and why. */
export const KeptField = z.object({ field: FieldName, reason: z.enum(['locked', 'edited', 'fill_only']) });

export const EnrichPreview = z.object({
  item: ItemRef,
  title: z.string(),
  changes: z.array(FieldChange),
  kept: z.array(KeptField),
  /** Artwork types whose selection would change: how many are selected now and then. */
  artwork: z.array(z.object({ type: z.string(), before: z.int(), after: z.int() })),
  problems: z.array(z.object({ provider: ProviderName, problem: ProviderProblem, message: z.string() })),
  /** It has no id yet: nothing can be asked. */
  isUnidentified: z.boolean(),
});
export type EnrichPreview = z.infer<typeof EnrichPreview>;

export const ProviderRecordInfo = z.object({
  provider: ProviderName,
  fetchedAt: Timestamp,
  /** False: the provider says that it does not know the item. */
  isKnown: z.boolean(),
  problem: ProviderProblem.nullable(),
  message: z.string().nullable(),
});

export const enrichmentMethods = {
  /** All values there are for a field, best by the merge rules first. */
  'enrich.alternatives': query(z.object({ item: ItemRef, field: FieldName }), z.array(Alternative)),
  /** Takes one of them and locks the field: a person's edit. */
  'enrich.take': command(
    z.object({ item: ItemRef, field: FieldName, provider: Alternative.shape.provider, language: z.string() }),
    EditResult,
  ),
  /** Who was asked about the item, when, and what came of it. */
  'enrich.records': query(z.object({ item: ItemRef }), z.array(ProviderRecordInfo)),
  /**
   * Asks the providers and answers what would change; nothing is written but the answers. For few items: a larger selection
   * goes through `enrich.previewRun`.
   */
  'enrich.preview': command(
    z.object({ items: z.array(ItemRef).min(1).max(20), isFresh: z.boolean().default(false) }),
    z.array(EnrichPreview),
  ),
  /** Fetches answers for a selection as a job and keeps the preview for `enrich.previewPage`. */
  'enrich.previewRun': command(
    z.object({ items: z.array(ItemRef).min(1).max(50_000), isFresh: z.boolean().default(false) }),
    z.object({ previewId: Id, jobId: Id }),
  ),
  'enrich.previewPage': query(
    z.object({ previewId: Id, after: z.int().nullable().default(null), limit: z.int().min(1).max(100).default(50) }),
    z.object({ previews: z.array(EnrichPreview), nextAfter: z.int().nullable(), total: z.int(), changed: z.int() }),
  ),
  /** Applies a preview, all of it or without some fields. One entry in the history an item, undone together. */
  'enrich.apply': command(
    z.object({
      previewId: Id,
      exceptFields: z.array(FieldName).default([]),
      exceptItems: z.array(ItemRef).default([]),
    }),
    z.object({ jobId: Id }),
  ),
  /** Asks about items or a library (null for all) and applies what the rules say, as a job. */
  'enrich.run': command(
    z.object({
      items: z.array(ItemRef).default([]),
      libraryId: Id.nullable().default(null),
      /** Also what was enriched before. */
      isFresh: z.boolean().default(false),
    }),
    z.object({ jobId: Id }),
  ),
  /** Takes back all that one applied preview or run did, as far as nobody has changed it since. */
  'enrich.undo': command(z.object({ jobId: Id }), z.object({ undone: z.int(), kept: z.int() })),
  /** Says that an item will never have something that completeness asks for; null reason takes it back. */
  'completeness.waive': command(
    z.object({ item: ItemRef, requirement: z.string().min(1), reason: z.string().max(200).nullable() }),
    z.object({ completeness: z.int(), missing: z.array(z.string()), waived: z.array(z.string()) }),
  ),
};
