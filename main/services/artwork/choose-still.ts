import type { SelectionConfig } from '../../../contract/artwork-candidates.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { AssetImageType } from '../../domain/asset-types.ts';
import { canBeProbed } from '../../domain/probe-target.ts';
import { recordCachedImage } from '../../store/cache.store.ts';
import { insertOwnImage } from '../../store/candidate.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { asSentence } from './as-sentence.ts';
import { imagesOf } from './image-candidates.ts';
import { choiceNow, type TypeChoice } from './select-type.ts';

/** What a still can stand in for: an episode's thumb is one anyway. */
const STILL_TYPES: ReadonlySet<AssetImageType> = new Set(['thumb', 'fanart']);

/**
 * Takes a still from the item's own video where nobody offers an image: for an episode's thumb and a film's fanart, when
 * the settings name `local` among the providers and the person has ffmpeg. Whatever goes wrong leaves the choice as it was.
 */
export async function chooseStill(
  deps: ArtworkDependencies,
  item: ItemRef,
  config: SelectionConfig,
  choice: TypeChoice,
  signal: AbortSignal,
): Promise<TypeChoice> {
  const isWanted = choice.chosen.length === 0 && STILL_TYPES.has(config.type) && config.providers.includes('local');
  // What only cannot be fetched at present will be.
  if (!isWanted || choice.problems.some(({ retryAtMs }) => retryAtMs !== null)) return choice;
  if (videoOf(deps.db, item) === null || hasStill(deps.db, item, config.type)) return choice;
  if (!(await deps.local.stills.isAvailable())) return choice;
  signal.throwIfAborted();
  try {
    await addStill(deps, item, config.type, null);
  } catch (error) {
    deps.logger.info({ item, error }, 'No still could be taken');
    return choice;
  }
  return { ...choice, chosen: choiceNow(deps.db, item, config) };
}

/** The video that a still of an item can be taken from: the first of its main files that ffmpeg can read. */
export function videoOf(db: ReadDb, item: ItemRef): { path: string; durationSeconds: number | null } | null {
  const file = filesOf(db, item).find(({ kind, filePath }) => kind === 'main' && canBeProbed(filePath));
  return file === undefined ? null : { path: file.filePath, durationSeconds: file.durationSeconds };
}

/**
 * Takes a still and keeps it as a candidate. Answers its id. Throws an Error that says why there is none.
 * @param atSeconds null picks a good one
 */
export async function addStill(
  deps: ArtworkDependencies,
  item: ItemRef,
  type: AssetImageType,
  atSeconds: number | null,
): Promise<number> {
  const video = videoOf(deps.db, item);
  if (video === null) throw new Error('There is no video here that a picture could be taken from.');
  const still = await deps.local.stills.grab({
    videoPath: video.path,
    durationSeconds: video.durationSeconds,
    atSeconds,
  });
  const taken = await deps.pool.run('takeInImage', {
    cacheDir: deps.cacheDir,
    thumbsDir: deps.thumbsDir,
    source: still.path,
    look: 'hash and thumbnail',
  });
  if (!taken.ok) throw new Error(asSentence(taken.reason));
  const { image } = taken;
  return transaction(deps.db, () => {
    const id = insertOwnImage(deps.db, item, type, image, { still: true, atSeconds: still.atSeconds });
    recordCachedImage(deps.db, image);
    return id;
  });
}

/** One was taken before and did not do, or was rejected: another would be no better. */
function hasStill(db: ReadDb, item: ItemRef, type: AssetImageType): boolean {
  return imagesOf(db, item, type).some(
    ({ row }) => row.provider === 'local' && row.metadata?.includes('"still"') === true,
  );
}
