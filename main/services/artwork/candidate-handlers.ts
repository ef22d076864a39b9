import type { Handlers } from '../../../contract/contract.ts';
import type { EditResult } from '../../../contract/items.ts';
import type { ImageType, ItemRef } from '../../../contract/primitives.ts';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { CoreError } from '../../domain/core-error.ts';
import { selectionOf, upsertLocalCandidate } from '../../store/artwork.store.ts';
import { findCachedFile, recordCachedImage } from '../../store/cache.store.ts';
import { type CandidateRecord, candidateRecord, clearDownloadError } from '../../store/candidate.store.ts';
import { getItem } from '../../store/item.store.ts';
import { transaction } from '../../store/sql.ts';
import type { CachedImage } from '../../workers/scan-facts.ts';
import { itemDetail } from '../items/item-detail.ts';
import { createItemEdits } from '../items/item-edits.ts';
import { requireItem } from '../items/require-item.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { asSentence } from './as-sentence.ts';
import { rankedViews } from './candidate-view.ts';
import { addStill, videoOf } from './choose-still.ts';
import { downloadCandidate } from './download-candidate.ts';
import { fetchFailure } from './fetch-failure.ts';
import { createRejectionHandlers } from './rejection-handlers.ts';
import { selectionConfigFor, selectionConfigs, resetSelectionConfig, setSelectionConfig } from './selection-config.ts';
import { createTrailerHandlers } from './trailer-handlers.ts';

export type CandidateMethod = Extract<
  keyof Handlers,
  | `selectionConfig.${string}`
  | `trailers.${string}`
  | `artwork.${'candidates' | 'choose' | 'reject' | 'unreject' | 'rejections' | 'addFromUrl' | 'crop' | 'grabFrame'}`
>;

/** The contract's methods for the images and trailers that could be had, and how they are chosen. */
export function createCandidateHandlers(deps: ArtworkDependencies): Pick<Handlers, CandidateMethod> {
  const { db, events, rules } = deps;
  const edits = createItemEdits(db, rules, (item) => {
    events.itemChanged(item);
    const seriesId = getItem(db, item)?.series_id ?? null;
    if (seriesId !== null) events.itemChanged({ type: 'series', id: seriesId });
  });
  const result = (item: ItemRef, editId: number | null): EditResult => ({ editId, item: itemDetail(db, item, rules) });

  /** Takes an image of the person's own in and makes it the first of its type. */
  function addFirst(item: ItemRef, type: ImageType, image: CachedImage): EditResult {
    const editId = transaction(db, () => {
      const candidateId = upsertLocalCandidate(db, {
        item,
        type,
        hash: image.hash,
        cachePath: image.cachePath,
        sizeBytes: image.sizeBytes,
        width: image.width,
        height: image.height,
        filePath: null,
        fileIndex: null,
      });
      const rest = selectionOf(db, item, type).slice(1);
      return edits.setArtwork(item, type, [candidateId, ...rest.filter((id) => id !== candidateId)]);
    });
    return result(item, editId);
  }

  return {
    'artwork.candidates': ({ item, type }) => {
      requireType(item, type);
      requireItem(db, item);
      const config = selectionConfigFor(db, item)(type);
      return { config, candidates: rankedViews(db, item, type, config) };
    },
    'artwork.choose': async ({ item, type, candidateIds }, { signal }) => {
      requireType(item, type);
      requireItem(db, item);
      const ids = [...new Set(candidateIds)];
      const chosen = ids.map((id) => requireCandidate(deps, item, type, id));
      await Promise.all(
        chosen.filter(({ hash }) => hash === null).map((candidate) => fetchChosen(deps, candidate, signal)),
      );
      return result(item, edits.setArtwork(item, type, ids));
    },
    ...createRejectionHandlers(deps),
    'artwork.addFromUrl': async ({ item, type, url }, { signal }) => {
      requireType(item, type);
      requireItem(db, item);
      const { path: source } = await deps
        .fetchImage({ provider: 'user', url, signal, isInteractive: true })
        .catch((error: unknown) => {
          throw fetchFailure(error);
        });
      const taken = await deps.pool.run('takeInImage', {
        cacheDir: deps.cacheDir,
        thumbsDir: deps.thumbsDir,
        source,
        look: 'hash and thumbnail',
      });
      if (!taken.ok) throw notAnImage(taken.reason);
      record(deps, taken.image);
      return addFirst(item, type, taken.image);
    },
    'artwork.crop': async ({ item, type, hash, ...part }) => {
      requireType(item, type);
      requireItem(db, item);
      const cached = findCachedFile(db, hash);
      if (cached?.assetType !== 'image') throw new CoreError('not_found', 'This image is not in the cache any more.');
      const cut = await deps.pool.run('cropImage', { cacheDir: deps.cacheDir, path: cached.filePath, part });
      if (!cut.ok) throw new CoreError('image_invalid', asSentence(cut.reason));
      record(deps, cut.image);
      return addFirst(item, type, cut.image);
    },
    'artwork.grabFrame': async ({ item, type, atSeconds }) => {
      requireType(item, type);
      requireItem(db, item);
      if (videoOf(db, item) === null) {
        throw new CoreError('not_available', 'There is no video here that a picture could be taken from.');
      }
      if (!(await deps.local.stills.isAvailable())) {
        const message =
          'Taking a picture from a video needs ffmpeg. Install it, so that “ffmpeg” can be run, and try again.';
        throw new CoreError('not_available', message, { program: 'ffmpeg' });
      }
      const id = await addStill(deps, item, type, atSeconds).catch((error: unknown) => {
        throw new CoreError('io_error', error instanceof Error ? error.message : String(error));
      });
      const rest = selectionOf(db, item, type).slice(1);
      return result(item, edits.setArtwork(item, type, [id, ...rest.filter((other) => other !== id)]));
    },
    'selectionConfig.list': ({ libraryId }) => selectionConfigs(db, libraryId),
    'selectionConfig.set': (change) => {
      const config = setSelectionConfig(db, change);
      events.publish({ name: 'settings.changed', payload: {} });
      return config;
    },
    'selectionConfig.reset': ({ libraryId, type }) => {
      const config = resetSelectionConfig(db, libraryId, type);
      events.publish({ name: 'settings.changed', payload: {} });
      return config;
    },
    'selectionConfig.preview': ({ item, config }) => {
      requireType(item, config.type);
      requireItem(db, item);
      const ranked = rankedViews(db, item, config.type, config);
      return ranked.filter(({ excluded }) => excluded === null).slice(0, config.maxCount);
    },
    ...createTrailerHandlers(deps),
  };
}

function requireType(item: ItemRef, type: ImageType): void {
  if (imageTypesOf(item.type).includes(type)) return;
  throw new CoreError('invalid_input', `There is no ${type} of such an item.`, { type });
}

function requireCandidate({ db }: ArtworkDependencies, item: ItemRef, type: ImageType, id: number): CandidateRecord {
  const candidate = candidateRecord(db, id);
  if (candidate?.entityType === item.type && candidate.entityId === item.id && candidate.type === type)
    return candidate;
  throw new CoreError('not_found', 'This image is not among the item’s any more.', { candidateId: id });
}

/** Somebody waits for it: what failed before is tried again. */
async function fetchChosen(deps: ArtworkDependencies, candidate: CandidateRecord, signal: AbortSignal): Promise<void> {
  clearDownloadError(deps.db, candidate.id);
  const options = { signal, isInteractive: true, look: 'hash and thumbnail' } as const;
  const outcome = await downloadCandidate(deps, candidate, options).catch((error: unknown) => {
    throw fetchFailure(error);
  });
  if (outcome.ok) return;
  throw new CoreError(outcome.isTransient ? 'provider_unreachable' : 'image_invalid', outcome.message, {
    candidateId: candidate.id,
  });
}

function notAnImage(reason: string): CoreError {
  return new CoreError('image_invalid', `${asSentence(reason)} Choose a JPEG, PNG or WebP image.`);
}

function record({ db }: ArtworkDependencies, image: CachedImage): void {
  recordCachedImage(db, image);
}
