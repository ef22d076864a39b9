import type { Job } from '../../../contract/jobs.ts';
import type { ProviderName } from '../../domain/provider-answer.ts';
import type { Clock, Logger } from '../../platform/ports.ts';
import type { ImageFetcher } from '../../providers/http/fetch-image.ts';
import type { LocalProvider } from '../../providers/local/local-provider.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import type { RulesOf } from '../items/item-completeness.ts';

/** What fetching and choosing artwork works with. */
export interface ArtworkDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  thumbsDir: string;
  events: EventSink;
  clock: Clock;
  logger: Logger;
  rules: RulesOf;
  /** One for the whole application: it counts the downloads that run at once. */
  fetchImage: ImageFetcher;
  /** Addresses that the person has set for a provider: images are fetched from there, too. */
  ownAddresses: (provider: ProviderName) => readonly string[];
  /** Stills from the person's own videos. */
  local: LocalProvider;
  enqueue: (job: NewJob) => Job;
}
