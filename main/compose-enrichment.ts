import type { Handlers } from '../contract/contract.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Ports } from './platform/ports.ts';
import { NO_LIMITS } from './providers/http/default-limits.ts';
import type { ImageFetcher } from './providers/http/fetch-image.ts';
import { createLocalProvider } from './providers/local/local-provider.ts';
import { createArtworkServices } from './services/artwork/artwork-services.ts';
import { createStillGrabber } from './services/artwork/still-grabber.ts';
import type { EventSink } from './services/event-sink.ts';
import type { RulesOf } from './services/items/item-completeness.ts';
import { createProviderHandlers } from './services/providers/provider-handlers.ts';
import { createProviderServices } from './services/providers/provider-services.ts';
import type { SettingsService } from './services/system/settings-service.ts';
import { CoreError } from './domain/core-error.ts';
import type { Job } from '../contract/jobs.ts';
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
  const notYet = (): never => {
    throw new CoreError('not_available', 'This is being built.');
  };
  const names: EnrichmentMethod[] = [
    'inbox.page',
    'inbox.count',
    'identify.search',
    'identify.lookUp',
    'identify.settle',
    'identify.run',
    'enrich.alternatives',
    'enrich.take',
    'enrich.records',
    'enrich.preview',
    'enrich.previewRun',
    'enrich.previewPage',
    'enrich.apply',
    'enrich.run',
    'enrich.undo',
    'completeness.waive',
  ];
  return {
    handlers: {
      ...(Object.fromEntries(names.map((name) => [name, notYet])) as unknown as Enrichment['handlers']),
      ...createProviderHandlers({ db, registry, settings, events, enqueue }),
      ...artwork.handlers,
    },
    kinds: [...artwork.kinds],
    fetchImage: artwork.deps.fetchImage,
  };
}
