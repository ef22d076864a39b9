import { ImageType } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { findCachedFile, recordCachedImage, setDominantColor } from '../../store/cache.store.ts';
import { candidateRecord } from '../../store/candidate.store.ts';
import type { ImageFetcher } from '../../providers/http/fetch-image.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { CachedImage } from '../../workers/scan-facts.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { asSentence } from './as-sentence.ts';
import { createCandidatePreviews } from './candidate-previews.ts';

export interface ArtworkSourceDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  thumbsDir: string;
  events: EventSink;
  fetchImage: ImageFetcher;
}

/** Where `/assets/…` gets its bytes: the cache for originals, the workers for smaller copies and for what is handed in. */
export function createArtworkSource(deps: ArtworkSourceDependencies): {
  find(hash: string): { path: string; mimeType: string; sizeBytes: number } | null;
  thumbnail(hash: string, width: number): Promise<{ bytes: Uint8Array; mimeType: string }>;
  candidate(id: number, width: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mimeType: string } | null>;
  put(bytes: Uint8Array): Promise<{ hash: string; width: number; height: number }>;
} {
  const previews = createCandidatePreviews(deps);
  const thumbnail = async (hash: string, width: number): Promise<{ bytes: Uint8Array; mimeType: string }> => {
    const cached = findCachedFile(deps.db, hash);
    if (cached === null) throw new CoreError('not_found', 'There is no such asset.');
    const wantsColor = cached.dominantColor === null;
    const { bytes, mimeType, color } = await deps.pool
      .run('makeThumbnail', { thumbsDir: deps.thumbsDir, hash, path: cached.filePath, width, wantsColor })
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CoreError('image_invalid', `This image cannot be shown: ${reason}`);
      });
    if (color !== null) setDominantColor(deps.db, hash, color);
    return { bytes, mimeType };
  };
  return {
    find: (hash) => {
      const cached = findCachedFile(deps.db, hash);
      if (cached?.assetType !== 'image') return null;
      return { path: cached.filePath, mimeType: cached.mimeType ?? 'image/jpeg', sizeBytes: cached.fileSize };
    },
    thumbnail,
    candidate: async (id, width, signal) => {
      const candidate = candidateRecord(deps.db, id);
      if (candidate === null || !ImageType.safeParse(candidate.type).success) return null;
      return candidate.hash === null ? previews(candidate, width, signal) : thumbnail(candidate.hash, width);
    },
    put: async (bytes) => {
      const image = await acceptImage(deps, { bytes });
      return { hash: image.hash, width: image.width, height: image.height };
    },
  };
}

/** Takes a person's own image into the cache and its inventory. Throws `image_invalid` with the reason. */
export async function acceptImage(
  deps: Pick<ArtworkSourceDependencies, 'db' | 'pool' | 'cacheDir'>,
  source: { bytes: Uint8Array } | { path: string },
): Promise<CachedImage> {
  const accepted = await deps.pool.run('acceptImage', { cacheDir: deps.cacheDir, source });
  if (!accepted.ok) {
    throw new CoreError('image_invalid', `${asSentence(accepted.reason)} Choose a JPEG, PNG or WebP image.`);
  }
  const { image } = accepted;
  recordCachedImage(deps.db, image);
  return image;
}
