import type { ItemRef } from '../../../contract/primitives.ts';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { selectionOf } from '../../store/artwork.store.ts';
import { insertEdit } from '../../store/edit-history.store.ts';
import { episodesOf } from '../../store/episode.store.ts';
import { seasonsOf } from '../../store/season.store.ts';
import { transaction } from '../../store/sql.ts';
import { takeSnapshot } from '../items/edit-snapshot.ts';
import { runGroup } from './apply-merge.ts';
import type { EnrichDependencies, EnrichOptions } from './enrich-types.ts';
import { markSelected } from './enrichment-state.ts';

/** Chooses the artwork of a film, or of a show with all that is below it. Answers how many types changed. */
export async function selectForItem(
  deps: EnrichDependencies,
  ref: ItemRef,
  options: Pick<EnrichOptions, 'signal' | 'jobId'>,
): Promise<number> {
  let changed = 0;
  for (const item of [ref, ...below(deps, ref)]) {
    options.signal.throwIfAborted();
    changed += await selectOne(deps, item, options);
  }
  return changed;
}

function below({ db }: EnrichDependencies, { type, id }: ItemRef): ItemRef[] {
  if (type !== 'series') return [];
  const episodes = episodesOf(db, id).filter(({ deleted_on, file_path }) => deleted_on === null && file_path !== null);
  return [
    ...seasonsOf(db, id).map((row): ItemRef => ({ type: 'season', id: row.id })),
    ...episodes.map((row): ItemRef => ({ type: 'episode', id: row.id })),
  ];
}

async function selectOne(
  { db, artwork }: EnrichDependencies,
  item: ItemRef,
  { signal, jobId }: Pick<EnrichOptions, 'signal' | 'jobId'>,
): Promise<number> {
  const types: readonly string[] = imageTypesOf(item.type);
  const before = new Map(types.map((type) => [type, selectionOf(db, item, type)]));
  const { changedTypes } = await artwork.select(item, signal);
  return transaction(db, () => {
    const changed = changedTypes.filter((type) => before.has(type));
    for (const type of jobId === null ? [] : changed) {
      const after = takeSnapshot(db, item, type);
      insertEdit(db, {
        item,
        field: type,
        before: { ...after, value: before.get(type) ?? [] },
        after,
        beforeLocked: false,
        afterLocked: false,
        groupId: jobId === null ? null : runGroup(item, jobId),
        runId: jobId,
      });
    }
    markSelected(db, item);
    return changed.length;
  });
}
