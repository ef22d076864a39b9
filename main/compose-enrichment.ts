import type { Handlers } from '../contract/contract.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Ports } from './platform/ports.ts';
import { NO_LIMITS } from './providers/http/default-limits.ts';
import type { ImageFetcher } from './providers/http/fetch-image.ts';
import { createLocalProvider } from './providers/local/local-provider.ts';
import { createArtworkServices } from './services/artwork/artwork-services.ts';
import { createStillGrabber } from './services/artwork/still-grabber.ts';
import { storeImageOffers } from './services/artwork/image-offers.ts';
import { previewSelection, retryWaiting, selectArtwork } from './services/artwork/select-artwork.ts';
import { automateItems, automateLibrary, settledJob } from './services/enrich/automate-library.ts';
import { createEnrichHandlers } from './services/enrich/enrich-handlers.ts';
import { createEnrichKind } from './services/enrich/enrich-metadata.job.ts';
import type { EnrichDependencies } from './services/enrich/enrich-types.ts';
import { createEnricher } from './services/enrich/enricher.ts';
import type { EventSink } from './services/event-sink.ts';
import { createIdentifyHandlers } from './services/identify/identify-handlers.ts';
import { createIdentifyKind } from './services/identify/identify-items.job.ts';
import type { RulesOf } from './services/items/item-completeness.ts';
import { createProviderHandlers } from './services/providers/provider-handlers.ts';
import { createProviderServices } from './services/providers/provider-services.ts';
import type { SettingsService } from './services/system/settings-service.ts';
import type { Job } from '../contract/jobs.ts';
import { recoverEnriching } from './store/enrichment.store.ts';
import type { NewJob } from './store/job.store.ts';
import type { WriteDb } from './store/open-database.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

export interface EnrichmentDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  thumbsDir: string;
  events: EventSink;
  ports: Ports;
  rules: RulesOf;
  settings: SettingsService;
  enqueue: (job: NewJob) => Job;
}

type EnrichmentMethod = Extract<
  keyof Handlers,
  | `providers.${string}`
  | `mergeRules.${string}`
  | `automation.${string}`
  | `completenessRules.${string}`
  | `inbox.${string}`
  | `identify.${string}`
  | `enrich.${string}`
  | `completeness.${string}`
  | `selectionConfig.${string}`
  | `trailers.${string}`
  | `artwork.${'candidates' | 'choose' | 'reject' | 'unreject' | 'rejections' | 'addFromUrl' | 'crop' | 'grabFrame'}`
>;

export interface Enrichment {
  handlers: Pick<Handlers, EnrichmentMethod>;
  kinds: JobKind[];
  /** For what the window shows before it is downloaded. */
  fetchImage: ImageFetcher;
  /** What is new in a library is identified and enriched as far as the person wants that. */
  afterScan(libraryId: number): void;
  /** Forgets kept answers of providers that are too old or too many; answers how many it were. */
  expireAnswers(): Promise<number>;
  /** After a crash, before jobs go on. */
  recover(): void;
}

/** Providers, identification, enrichment and the choice of artwork, put together: a part of core.ts. */
export function composeEnrichment(deps: EnrichmentDependencies): Enrichment {
  const { db, pool, cacheDir, thumbsDir, events, ports, rules, settings, enqueue } = deps;
  const local = createLocalProvider(createStillGrabber({ pool, cacheDir }));
  const providers = createProviderServices({ db, ports, local });
  const { registry } = providers;
  const artwork = createArtworkServices({
    db,
    pool,
    cacheDir,
    thumbsDir,
    events,
    clock: ports.clock,
    logger: ports.logger,
    rules,
    local,
    enqueue,
    ownAddresses: (name) => [providers.settings.baseUrl(name), providers.settings.imageBaseUrl(name)],
    ...(process.env['METARR_PROVIDER_LIMITS'] === 'off' ? { imageLimits: NO_LIMITS } : {}),
  });
  const source: EnrichDependencies = {
    db,
    providers: registry,
    artwork: {
      storeOffers: storeImageOffers,
      select: (owner, signal) => selectArtwork(artwork.deps, owner, signal),
      preview: (item) => previewSelection(db, item),
    },
    events,
    rules,
    enqueue,
  };
  const enricher = createEnricher(source);
  const identifying = { db, events, rules, providers: registry };
  const automation = { db, providers: registry, enqueue };
  return {
    handlers: {
      ...createProviderHandlers({ db, registry, settings, events, enqueue }),
      ...createIdentifyHandlers({ ...identifying, enqueue, enrichJobOf: settledJob }),
      ...createEnrichHandlers(source, enricher),
      ...artwork.handlers,
    },
    kinds: [
      createIdentifyKind({
        ...identifying,
        onAccepted: (items) => {
          automateItems(automation, items);
        },
      }),
      createEnrichKind(source, enricher),
      ...artwork.kinds,
    ],
    fetchImage: artwork.deps.fetchImage,
    afterScan: (libraryId) => {
      automateLibrary(automation, libraryId);
    },
    expireAnswers: () => providers.expireAnswers(),
    recover: () => {
      recoverEnriching(db);
      // A command does what it was called for, and nothing beside it.
      if (ports.mode !== 'cli') retryWaiting(artwork.deps);
    },
  };
}
