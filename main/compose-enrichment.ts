import type { Handlers } from '../contract/contract.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Ports } from './platform/ports.ts';
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
}

/** Providers, identification, enrichment and the choice of artwork, put together: a part of core.ts. */
export function composeEnrichment({ db, events, ports, settings, enqueue }: EnrichmentDependencies): Enrichment {
  const { registry } = createProviderServices({ db, ports });
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
    'artwork.candidates',
    'artwork.choose',
    'artwork.reject',
    'artwork.unreject',
    'artwork.rejections',
    'artwork.addFromUrl',
    'artwork.crop',
    'artwork.grabFrame',
    'selectionConfig.list',
    'selectionConfig.set',
    'selectionConfig.preview',
    'trailers.list',
    'trailers.choose',
    'trailers.download',
  ];
  return {
    handlers: {
      ...(Object.fromEntries(names.map((name) => [name, notYet])) as unknown as Enrichment['handlers']),
      ...createProviderHandlers({ db, registry, settings, events, enqueue }),
    },
    kinds: [],
  };
}
