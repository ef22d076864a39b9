import path from 'node:path';
import type { Handlers } from '../../../contract/contract.ts';
import type { ProviderName } from '../../domain/provider-answer.ts';
import type { JobKind } from '../../jobs/job-kind.ts';
import type { RateLimit } from '../../providers/http/http-types.ts';
import { createImageFetcher } from '../../providers/http/fetch-image.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { type CandidateMethod, createCandidateHandlers } from './candidate-handlers.ts';
import { createDownloadTrailerKind } from './download-trailer.job.ts';
import { createSelectKind } from './select-artwork.ts';

export interface ArtworkServices {
  deps: ArtworkDependencies;
  handlers: Pick<Handlers, CandidateMethod>;
  kinds: JobKind[];
}

/** Fetching and choosing artwork, put together. */
export function createArtworkServices(
  options: Omit<ArtworkDependencies, 'fetchImage'> & {
    imageLimits?: Partial<Record<ProviderName, RateLimit>>;
  },
): ArtworkServices {
  const { imageLimits, ...rest } = options;
  const deps: ArtworkDependencies = {
    ...rest,
    fetchImage: createImageFetcher({
      tempDir: path.join(rest.cacheDir, '.tmp'),
      clock: rest.clock,
      ownAddresses: rest.ownAddresses,
      ...(imageLimits === undefined ? {} : { limits: imageLimits }),
    }),
  };
  return {
    deps,
    handlers: createCandidateHandlers(deps),
    kinds: [createSelectKind(deps), createDownloadTrailerKind(deps)],
  };
}
