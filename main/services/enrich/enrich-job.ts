import { z } from 'zod';
import { ItemRef } from '../../../contract/primitives.ts';
import { PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';

export const ENRICH_METADATA = 'enrich_metadata';

/** What `enrich_metadata` jobs carry. */
export const EnrichPayload = z.object({
  /** Empty means all of the library, or of all libraries. A season or an episode stands for its show. */
  items: z.array(ItemRef).default([]),
  libraryId: z.int().nullable().default(null),
  /** Also what was enriched before, past the answers that are kept. */
  isFresh: z.boolean().default(false),
  /** Artwork is chosen as well. */
  isSelecting: z.boolean().default(true),
  /** What was enriched is published afterwards. */
  isPublishing: z.boolean().default(false),
  /** Nothing is written but answers; what would change is kept as this preview. */
  previewId: z.int().nullable().default(null),
  /** Nobody is asked: what this preview showed is written, but for some of it. */
  apply: z
    .object({ previewId: z.int(), exceptFields: z.array(z.string()), exceptItems: z.array(ItemRef) })
    .nullable()
    .default(null),
  /** How often this has been tried already because a provider did not answer. */
  attempt: z.int().min(0).default(0),
});
export type EnrichPayload = z.infer<typeof EnrichPayload>;

export interface EnrichRequest extends Partial<EnrichPayload> {
  isFresh: boolean;
  priority?: number;
  label?: string;
}

/** A job that asks about items, a library or everything, and writes what the merge rules say. */
export function enrichJob({ priority, label, ...request }: EnrichRequest): NewJob {
  const payload = EnrichPayload.parse(request);
  const { items, libraryId } = payload;
  const isWhole = items.length === 0 && payload.previewId === null && payload.apply === null;
  return {
    type: ENRICH_METADATA,
    label: label ?? labelOf(payload),
    priority: priority ?? PRIORITY.enrichment,
    payload,
    // A second run over the same library would ask the same again.
    ...(isWhole
      ? { dedupeKey: [ENRICH_METADATA, String(libraryId ?? 'all'), payload.isFresh ? 'fresh' : ''].join(':') }
      : {}),
    ...(libraryId === null ? {} : { libraryId }),
  };
}

function labelOf({ items, libraryId, previewId, apply }: EnrichPayload): string {
  const count = items.length === 1 ? '1 item' : `${String(items.length)} items`;
  if (apply !== null) return 'Apply new metadata';
  if (previewId !== null) return `Preview new metadata of ${count}`;
  if (items.length > 0) return `Get metadata of ${count}`;
  return libraryId === null ? 'Get metadata of all libraries' : 'Get metadata of a library';
}
