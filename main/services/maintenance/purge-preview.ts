import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PurgePreview } from '../../../contract/maintenance.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { ReadDb } from '../../store/open-database.ts';
import {
  countEpisodesOf,
  countTrashed,
  referenceCounts,
  referencesOfItems,
  trashedIds,
  trashedTitles,
  type TrashedType,
  type TrashScope,
} from '../../store/trash.store.ts';

const TITLES = 8;
const ITEMS_AT_ONCE = 20;
const HASHES_AT_ONCE = 500;

/** What deleting from the trash would take with it. Looks at a few items at a time. */
export async function previewPurge(db: ReadDb, scope: TrashScope): Promise<PurgePreview> {
  let episodes = countTrashed(db, 'episode', scope);
  const references = new Map<string, number>();
  for (const type of ['movie', 'series', 'episode', 'set'] as const) {
    for await (const ids of pagesOf(db, type, scope)) {
      if (type === 'series') episodes += countEpisodesOf(db, ids);
      const items: ItemRef[] = ids.map((id) => ({ type, id }));
      for (const hash of referencesOfItems(db, items)) references.set(hash, (references.get(hash) ?? 0) + 1);
    }
  }
  return {
    films: countTrashed(db, 'movie', scope),
    shows: countTrashed(db, 'series', scope),
    episodes,
    sets: countTrashed(db, 'set', scope),
    titles: trashedTitles(db, scope, TITLES),
    orphans: await orphansOf(db, references),
  };
}

async function* pagesOf(db: ReadDb, type: TrashedType, scope: TrashScope): AsyncGenerator<number[]> {
  let afterId = 0;
  for (;;) {
    const ids = trashedIds(db, type, scope, { afterId, limit: ITEMS_AT_ONCE });
    const last = ids.at(-1);
    if (last === undefined) return;
    yield ids;
    afterId = last;
    await nextTurn();
  }
}

/** Bytes that only the items refer to. */
async function orphansOf(
  db: ReadDb,
  references: ReadonlyMap<string, number>,
): Promise<{ files: number; bytes: number }> {
  const hashes = [...references.keys()];
  const sum = { files: 0, bytes: 0 };
  for (let start = 0; start < hashes.length; start += HASHES_AT_ONCE) {
    for (const row of referenceCounts(db, hashes.slice(start, start + HASHES_AT_ONCE))) {
      if (row.references > (references.get(row.hash) ?? 0)) continue;
      sum.files += 1;
      sum.bytes += row.sizeBytes;
    }
    await nextTurn();
  }
  return sum;
}
