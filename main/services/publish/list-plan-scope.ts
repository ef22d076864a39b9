import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { PlanScope } from '../../../contract/publish-plans.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getItem } from '../../store/item.store.ts';
import { getLibrary } from '../../store/library.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type ListedAfter, listedItems, publishableBelow } from '../../store/plan-scope.store.ts';
import { findUnit } from './publish-unit.ts';

const PAGE = 1000;

/**
 * All that is published as one in a scope, once each: films and shows by title, below a show its seasons and episodes. Lets
 * the window have its turn in between. Throws `not_found` for a library that is not there, and the signal's reason.
 */
export async function listPlanScope(db: ReadDb, scope: PlanScope, signal: AbortSignal): Promise<ItemRef[]> {
  return 'libraryId' in scope
    ? listLibrary(db, scope.libraryId, signal)
    : listItems(db, scope.items, scope.includeBelow, signal);
}

async function listLibrary(db: ReadDb, libraryId: number, signal: AbortSignal): Promise<ItemRef[]> {
  const library = getLibrary(db, libraryId);
  if (library === null) throw new CoreError('not_found', 'This library is not in Metarr any more.', { libraryId });
  const type = library.type === 'movies' ? 'movie' : 'series';
  const refs: ItemRef[] = [];
  let after: ListedAfter | null = null;
  for (;;) {
    const page = listedItems(db, type, libraryId, type === 'movie' ? PAGE : 50, after);
    for (const { id } of page) {
      refs.push({ type, id });
      if (type === 'series') refs.push(...publishableBelow(db, id, null));
    }
    const last = page.at(-1);
    if (last === undefined) return refs;
    after = last;
    await nextTurn(undefined, { signal });
  }
}

async function listItems(
  db: ReadDb,
  items: readonly ItemRef[],
  includeBelow: boolean,
  signal: AbortSignal,
): Promise<ItemRef[]> {
  const refs = new Map<string, ItemRef>();
  const add = ({ type, id }: ItemRef): void => void refs.set(`${type}:${String(id)}`, { type, id });
  let startedMs = performance.now();
  for (const item of items) {
    add(ownerOf(db, item));
    if (includeBelow) for (const below of belowOf(db, item)) add(below);
    if (performance.now() - startedMs < 4) continue;
    await nextTurn(undefined, { signal });
    startedMs = performance.now();
  }
  return [...refs.values()];
}

/** Of episodes in one file the first stands for all; everything else stands for itself, also when it is gone. */
function ownerOf(db: ReadDb, item: ItemRef): ItemRef {
  return item.type === 'episode' ? (findUnit(db, item)?.owner ?? item) : item;
}

function belowOf(db: ReadDb, ref: ItemRef): ItemRef[] {
  if (ref.type === 'series') return publishableBelow(db, ref.id, null);
  const item = ref.type === 'season' ? getItem(db, ref) : null;
  if (item?.series_id == null) return [];
  return publishableBelow(db, item.series_id, item.season_number).filter(({ type }) => type === 'episode');
}
