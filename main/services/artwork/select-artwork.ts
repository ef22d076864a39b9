import type { SelectionConfig } from '../../../contract/artwork-candidates.ts';
import { ItemRef } from '../../../contract/primitives.ts';
import { type AssetImageType, imageTypesOf } from '../../domain/asset-types.ts';
import { scoreCandidate } from '../../domain/artwork/score-candidate.ts';
import { type ArtEntity, setScore, stopWaiting, waitingEntities, writeSelection } from '../../store/candidate.store.ts';
import type { JobKind } from '../../jobs/job-kind.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { entitiesWaitingForPortraits } from '../../store/portrait.store.ts';
import { transaction } from '../../store/sql.ts';
import { refreshItem } from '../items/item-completeness.ts';
import { fetchActorThumbs } from './actor-portraits.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { createDownloadKind, retryDownloadsJob } from './download-job.ts';
import { fixedOf, imagesOf, selectedOf } from './image-candidates.ts';
import { isHandsOff } from './hands-off.ts';
import { selectionConfigFor } from './selection-config.ts';
import { choiceNow, chooseForType, type SelectProblem, type TypeChoice } from './select-type.ts';
import { chooseStill } from './choose-still.ts';
import { selectTrailer } from './trailers.ts';

export interface ArtworkSelection {
  /** Image types whose selection is another now, and `trailer`. */
  changedTypes: string[];
  /** Images that would have been chosen and could not be fetched. */
  problems: SelectProblem[];
}

/**
 * Chooses the artwork of an item, or of a set, by the settings of its library, and fetches what is chosen and the portraits
 * of the cast. Types that are
 * locked or chosen by hand, and files that came with the library, stay as they are. What could not be fetched for the time
 * being is tried again by a job. Throws the signal's reason, and a FileError when the cache cannot take more; then nothing
 * is chosen, and what was fetched stays.
 */
export async function selectArtwork(
  deps: ArtworkDependencies,
  entity: ArtEntity,
  signal: AbortSignal,
): Promise<ArtworkSelection> {
  const selection = await chooseAll(deps, entity, { isRetry: false }, signal);
  if (selection.problems.some(({ retryAtMs }) => retryAtMs !== null)) deps.enqueue(retryDownloadsJob());
  return selection;
}

/** The job that does it for many, and tries again what could not be fetched before. */
export function createSelectKind(deps: ArtworkDependencies): JobKind {
  const choose = async (entity: ArtEntity, signal: AbortSignal): Promise<ArtworkSelection> => {
    const selection = await chooseAll(deps, entity, { isRetry: true }, signal);
    if (!selection.problems.some(({ retryAtMs }) => retryAtMs !== null)) stopWaiting(deps.db, entity);
    return selection;
  };
  return createDownloadKind(choose, () => allWaiting(deps.db));
}

/** Has what could not be fetched before tried again, if there is any: for when the application starts. */
export function retryWaiting(deps: Pick<ArtworkDependencies, 'db' | 'enqueue'>): void {
  if (allWaiting(deps.db).length > 0) deps.enqueue(retryDownloadsJob());
}

function allWaiting(db: ReadDb): ArtEntity[] {
  const all = [...waitingEntities(db), ...entitiesWaitingForPortraits(db)];
  return [...new Map(all.map((entity) => [`${entity.type} ${String(entity.id)}`, entity])).values()];
}

/** @param options.isRetry also what was to be left alone for a while */
async function chooseAll(
  deps: ArtworkDependencies,
  entity: ArtEntity,
  options: { isRetry: boolean },
  signal: AbortSignal,
): Promise<ArtworkSelection> {
  const { db } = deps;
  const item = ItemRef.safeParse(entity).data ?? null;
  if (entity.type === 'actor' || (item !== null && getItem(db, item) === null)) {
    return { changedTypes: [], problems: [] };
  }
  const configOf = selectionConfigFor(db, entity);
  const down = new Map<string, number>();
  const choosing = Promise.all(
    imageTypesOf(entity.type)
      .filter((type) => configOf(type).maxCount > 0 && !isHandsOff(db, entity, type))
      .map(async (type) => {
        const choice = await chooseForType(deps, entity, configOf(type), { ...options, down, signal });
        return item === null ? choice : await chooseStill(deps, item, configOf(type), choice, signal);
      }),
  );
  const portraits = item === null ? null : fetchActorThumbs(deps, item, signal);
  const [choices, fetched] = await Promise.all([choosing, portraits]);
  signal.throwIfAborted();
  return transaction(db, () => {
    const changedTypes: string[] = choices
      .filter((choice) => applyChoice(deps, entity, choice, configOf(choice.type)))
      .map(({ type }) => type);
    if (item !== null && changedTypes.length > 0) {
      updateItem(db, item, { has_unpublished_changes: 1 });
      refreshItem(db, item, deps.rules);
    }
    // A link is not published, so that another one leaves nothing to publish.
    if (item !== null && selectTrailer(db, item)) changedTypes.push('trailer');
    if (item !== null && (changedTypes.length > 0 || (fetched?.fetched ?? 0) > 0)) announce(deps, item);
    const problems = choices.flatMap((choice) => choice.problems);
    return { changedTypes, problems: [...problems, ...(fetched?.problems ?? []).map(asPortraitProblem)] };
  });
}

/** Artwork types whose selection would change by what is known at present: how many are selected now and then. */
export function previewSelection(
  db: ReadDb,
  entity: ArtEntity,
): { type: AssetImageType; before: number; after: number }[] {
  if (entity.type === 'actor') return [];
  const configOf = selectionConfigFor(db, entity);
  return imageTypesOf(entity.type).flatMap((type) => {
    const config = configOf(type);
    if (config.maxCount === 0 || isHandsOff(db, entity, type)) return [];
    const before = selectedOf(imagesOf(db, entity, type)).map(({ id }) => id);
    const after = choiceNow(db, entity, config).map(({ id }) => id);
    return before.join() === after.join() ? [] : [{ type, before: before.length, after: after.length }];
  });
}

function asPortraitProblem(problem: { message: string; retryAtMs: number }): SelectProblem {
  return { type: 'thumb', ...problem };
}

/** True when that changed the selection. */
function applyChoice(
  { db }: ArtworkDependencies,
  entity: ArtEntity,
  { type, chosen }: TypeChoice,
  config: SelectionConfig,
): boolean {
  const images = imagesOf(db, entity, type);
  const present = new Set(images.map(({ id }) => id));
  // A person may have chosen, locked or rejected, and a scan may have found files, while images were on their way.
  if (isHandsOff(db, entity, type)) return false;
  const fixed = fixedOf(images);
  const rejected = new Set(images.filter(({ isRejected }) => isRejected).map(({ id }) => id));
  const rest = chosen.map(({ id }) => id).filter((id) => present.has(id) && !fixed.includes(id) && !rejected.has(id));
  const wanted = [...fixed, ...rest.slice(0, Math.max(0, config.maxCount - fixed.length))];
  const before = selectedOf(images).map(({ id }) => id);
  for (const id of wanted) {
    const image = images.find((candidate) => candidate.id === id);
    if (image === undefined) continue;
    const { score, parts } = scoreCandidate(image, config, { entity: entity.type });
    setScore(db, id, score, parts);
  }
  if (before.join() === wanted.join()) return false;
  writeSelection(
    db,
    entity,
    type,
    wanted.map((id) => ({ id, selectedBy: fixed.includes(id) ? 'local' : 'auto' })),
  );
  return true;
}

/** A show's row sums up what is below it. */
function announce({ db, events }: ArtworkDependencies, item: ItemRef): void {
  events.itemChanged(item);
  const seriesId = getItem(db, item)?.series_id ?? null;
  if (seriesId !== null) events.itemChanged({ type: 'series', id: seriesId });
}
