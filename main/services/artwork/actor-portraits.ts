import type { ItemRef } from '../../../contract/primitives.ts';
import type { ProviderName } from '../../domain/provider-answer.ts';
import type { FetchedImage } from '../../providers/http/fetched-image.ts';
import { ImageFetchError } from '../../providers/http/image-fetch-error.ts';
import { providerOfAddress } from '../../providers/http/image-hosts.ts';
import { ownTurn } from '../../providers/http/own-turn.ts';
import { recordCachedImage } from '../../store/cache.store.ts';
import { updateItem } from '../../store/item.store.ts';
import { type MissingPortrait, missingPortraits, setPortrait, setPortraitError } from '../../store/portrait.store.ts';
import { transaction } from '../../store/sql.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { takeIn } from './download-candidate.ts';
import { asSentence } from './as-sentence.ts';

export interface PortraitResult {
  fetched: number;
  /** What could not be fetched for the time being, and until when. */
  problems: { message: string; retryAtMs: number }[];
}

const RETRY_MS = 60 * 60_000;

/**
 * Fetches the portraits of an item's cast that are not in the cache yet, from the providers' own image servers: an address
 * that an NFO names may lead anywhere. Each person's is fetched once, in however many films they are. Throws the signal's
 * reason, and a FileError when the cache cannot take it.
 */
export async function fetchActorThumbs(
  deps: ArtworkDependencies,
  item: ItemRef,
  signal: AbortSignal,
): Promise<PortraitResult> {
  const { type, id } = item;
  const result: PortraitResult = { fetched: 0, problems: [] };
  if (type === 'season' || type === 'set') return result;
  const { db } = deps;
  let isDown = false;
  await Promise.all(
    missingPortraits(db, { type, id }).map(async (portrait) => {
      const provider = providerOfAddress(portrait.url, deps.ownAddresses);
      // The first that finds nobody there speaks for the others of the queue.
      if (provider === null || isDown) return;
      const problem = await fetchOne(deps, portrait, provider, signal);
      if (problem === null) result.fetched += 1;
      else if (problem !== 'final') {
        result.problems.push(problem);
        isDown = true;
      }
    }),
  );
  if (result.fetched > 0) updateItem(db, item, { has_unpublished_changes: 1 });
  return result;
}

async function fetchOne(
  deps: ArtworkDependencies,
  { actorId, url }: MissingPortrait,
  provider: ProviderName,
  signal: AbortSignal,
): Promise<null | 'final' | { message: string; retryAtMs: number }> {
  const { db, clock } = deps;
  let fetched: FetchedImage;
  try {
    fetched = await deps.fetchImage({ provider, url, signal, isInteractive: false, inMemory: true });
  } catch (error) {
    if (!(error instanceof ImageFetchError)) throw error;
    const retryAtMs = error.isTransient ? (error.retryAtMs ?? clock.now() + RETRY_MS) : null;
    setPortraitError(db, actorId, error.message, retryAtMs === null ? null : toTimestamp(retryAtMs));
    return retryAtMs === null ? 'final' : { message: error.message, retryAtMs };
  }
  const taken = await takeIn(deps, fetched, 'none');
  await ownTurn();
  if (!taken.ok) {
    setPortraitError(db, actorId, asSentence(taken.reason), null);
    return 'final';
  }
  const { image } = taken;
  transaction(db, () => {
    recordCachedImage(db, image);
    setPortrait(db, actorId, image.hash);
  });
  return null;
}
