import type { ItemRef } from '../../../contract/primitives.ts';
import type { KeptField } from '../../../contract/enrichment.ts';
import type { z } from 'zod';
import type { ImageOffer, ProviderName, TrailerOffer } from '../../domain/provider-answer.ts';
import type { Provider, ProviderError } from '../../providers/provider.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import type { RulesOf } from '../items/item-completeness.ts';

/** What enrichment needs of the registry of providers. */
export interface ProviderSource {
  /** Enabled ones in the default order; those without the key that they need are passed over. */
  all(): readonly Provider[];
}

/** What offers belong to: an item, or a set of films. */
export interface OfferOwner {
  readonly type: 'movie' | 'series' | 'season' | 'episode' | 'set';
  readonly id: number;
}

/** What enrichment needs of artwork. */
export interface ArtworkForEnrichment {
  /** Inside the caller's transaction. */
  storeOffers(
    db: WriteDb,
    owner: OfferOwner,
    provider: ProviderName,
    images: readonly ImageOffer[],
    trailers: readonly TrailerOffer[],
  ): void;
  /** Chooses by the rules of the owner's library; what is chosen is downloaded. */
  select(owner: OfferOwner, signal: AbortSignal): Promise<{ changedTypes: string[] }>;
  /** What `select` would do: how many are selected now and then, by type. */
  preview(item: ItemRef): { type: string; before: number; after: number }[];
}

export interface EnrichDependencies {
  db: WriteDb;
  providers: ProviderSource;
  artwork: ArtworkForEnrichment;
  events: EventSink;
  rules: RulesOf;
  enqueue: (job: NewJob) => { id: number };
}

export interface EnrichOptions {
  isFresh: boolean;
  /** A person waits for it. */
  isInteractive: boolean;
  isSelecting: boolean;
  signal: AbortSignal;
  /** Groups what is written in the history, so that `enrich.undo` finds it; null for none. */
  jobId: number | null;
  /** Providers that are down for the time being: not asked, and why. Shared by all items of a run. */
  down: Map<ProviderName, ProviderError>;
  /** Sets of films that the run has asked about already. */
  sets: Set<number>;
}

/** A film or a show that is asked about, with its row as it was before. */
export interface EnrichTarget {
  ref: ItemRef;
  item: ItemRecord;
}

/** Who did not answer about an item, and why. */
export interface AskProblem {
  provider: ProviderName;
  error: ProviderError;
}

/**
 * `enriched`: somebody answered. `unknown`: all that were asked do not know it. `failed`: nobody answered.
 * `unidentified`: there is no id that anybody could be asked with. `gone`: the item is not there any more.
 */
export interface EnrichResult {
  outcome: 'enriched' | 'unknown' | 'failed' | 'unidentified' | 'gone';
  /** Fields that changed, at the item and below it. */
  changed: number;
  kept: z.infer<typeof KeptField>[];
  problems: AskProblem[];
}
