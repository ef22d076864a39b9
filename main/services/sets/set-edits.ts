import type { MemberOrder, SetChange } from '../../../contract/sets.ts';
import { CoreError } from '../../domain/core-error.ts';
import { orderMembers } from '../../domain/set-members.ts';
import { getItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { addSetAlias, dropSetAlias, ensureSet, getSet } from '../../store/set.store.ts';
import { memberFilms, memberIds, memberOrderOf, placedFilms, placeFilms } from '../../store/set-members.store.ts';
import { keepByHand, liveSetByName, moveCollection, trashSet, untrashSet } from '../../store/set-trash.store.ts';
import { addDays } from '../../store/timestamps.ts';
import { type RulesOf, refreshItem } from '../items/item-completeness.ts';
import { createItemEdits, type ItemEdits } from '../items/item-edits.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';
import { putFilmIntoSet } from './film-set-edit.ts';

/** What a person does to sets as a whole and to what is in them. Each is one transaction; what it answers takes it back. */
export interface SetEdits {
  /** Throws `conflict` when a live set has the name. */
  create(name: string, movieIds: readonly number[]): { id: number; change: SetChange };
  add(id: number, movieIds: readonly number[]): SetChange;
  takeOut(id: number, movieIds: readonly number[]): SetChange;
  reorder(id: number, movieIds: readonly number[]): SetChange;
  setOrder(id: number, order: MemberOrder): SetChange;
  merge(id: number, fromIds: readonly number[]): SetChange;
  /** Sets that are not there, or in the trash already, are passed over. */
  remove(ids: readonly number[]): { removed: number; change: SetChange };
  restore(ids: readonly number[]): number;
  /** `kept`: edits that a later one stands on, or that are undone already. */
  undo(change: SetChange): { undone: number; kept: number };
}

const NOTHING: SetChange = { editIds: [], removedIds: [], createdIds: [], movedCollection: null, order: null };

interface Changed {
  film(id: number): void;
  set(id: number): void;
}

/** @param changed hears of every film and set that changed */
export function createSetEdits(db: WriteDb, rules: RulesOf, changed: Changed): SetEdits {
  const films = createItemEdits(db, rules, ({ id }) => {
    changed.film(id);
  });
  const put = (movieId: number, setId: number | null): number[] => {
    const was = getItem(db, { type: 'movie', id: movieId })?.set_id ?? null;
    const editId = putFilmIntoSet(db, rules, movieId, setId);
    if (editId === null) return [];
    changed.film(movieId);
    for (const id of [was, setId]) if (id !== null) changed.set(id);
    return [editId];
  };
  const trash = (id: number): number[] => {
    const editIds = memberIds(db, id).flatMap((movieId) => put(movieId, null));
    trashSet(db, id, addDays(Date.now(), TRASH_DAYS), editIds);
    changed.set(id);
    return editIds;
  };
  const ordered = (id: number): SetChange => ({
    ...NOTHING,
    order: { id, order: memberOrderOf(db, id), movieIds: placedFilms(db, id) },
  });
  const inOne = <T>(work: () => T): T => transaction(db, work);
  return {
    create: (name, movieIds) =>
      inOne(() => {
        if (liveSetByName(db, name) !== null) {
          throw new CoreError('conflict', `There is a collection “${name}” already. Add the films to it instead.`, {
            name,
          });
        }
        const id = ensureSet(db, { name, overview: null, tmdbCollectionId: null }, true);
        keepByHand(db, id);
        const editIds = movieIds.flatMap((movieId) => put(movieId, id));
        refreshItem(db, { type: 'set', id }, rules);
        changed.set(id);
        return { id, change: { ...NOTHING, editIds, createdIds: [id] } };
      }),
    add: (id, movieIds) =>
      inOne(() => {
        requireLiveSet(db, id);
        return { ...NOTHING, editIds: movieIds.flatMap((movieId) => put(movieId, id)) };
      }),
    takeOut: (id, movieIds) =>
      inOne(() => {
        requireLiveSet(db, id);
        const inSet = new Set(memberIds(db, id));
        return { ...NOTHING, editIds: movieIds.filter((one) => inSet.has(one)).flatMap((one) => put(one, null)) };
      }),
    reorder: (id, movieIds) =>
      inOne(() => {
        requireLiveSet(db, id);
        const before = ordered(id);
        placeFilms(db, id, 'custom', [...new Set(movieIds)]);
        changed.set(id);
        return before;
      }),
    setOrder: (id, order) =>
      inOne(() => {
        requireLiveSet(db, id);
        const before = ordered(id);
        // The first order by hand is the one that is seen.
        const placed = before.order?.movieIds ?? [];
        const places = order === 'custom' && placed.length === 0 ? byRelease(db, id) : placed;
        placeFilms(db, id, order, places);
        changed.set(id);
        return before;
      }),
    merge: (id, fromIds) => inOne(() => mergeInto(db, id, fromIds, { put, trash, changed })),
    remove: (ids) =>
      inOne(() => {
        const live = [...new Set(ids)].filter((id) => isLive(db, id));
        const editIds = live.flatMap(trash);
        return { removed: live.length, change: { ...NOTHING, editIds, removedIds: live } };
      }),
    restore: (ids) =>
      inOne(() => {
        let restored = 0;
        for (const id of ids) {
          const edits = restoreOne(db, id);
          if (edits === null) continue;
          restored += 1;
          takeBackEach(films, edits);
          changed.set(id);
        }
        return restored;
      }),
    undo: (change) => inOne(() => undoChange(db, films, change, changed)),
  };
}

function mergeInto(
  db: WriteDb,
  id: number,
  fromIds: readonly number[],
  {
    put,
    changed,
  }: { put: (movieId: number, setId: number | null) => number[]; trash: (id: number) => number[]; changed: Changed },
): SetChange {
  const into = requireLiveSet(db, id);
  const change = { ...NOTHING, editIds: [] as number[], removedIds: [] as number[] };
  for (const fromId of new Set(fromIds)) {
    if (fromId === id) throw new CoreError('invalid_input', 'A collection cannot be merged into itself.');
    const from = requireLiveSet(db, fromId);
    change.editIds.push(...memberIds(db, fromId).flatMap((movieId) => put(movieId, id)));
    trashSet(db, fromId, addDays(Date.now(), TRASH_DAYS), []);
    // Films that come later under the other's name or id belong here, too.
    if (from.name.toLowerCase() !== into.name.toLowerCase()) addSetAlias(db, id, from.name);
    if (from.tmdbCollectionId !== null && into.tmdbCollectionId === null && change.movedCollection === null) {
      moveCollection(db, fromId, id, from.tmdbCollectionId);
      change.movedCollection = { fromId, toId: id, tmdbCollectionId: from.tmdbCollectionId };
    }
    change.removedIds.push(fromId);
    changed.set(fromId);
  }
  changed.set(id);
  return change;
}

function undoChange(
  db: WriteDb,
  films: ItemEdits,
  change: SetChange,
  changed: Changed,
): { undone: number; kept: number } {
  const moved = change.movedCollection;
  if (moved !== null && getSet(db, moved.toId)?.tmdbCollectionId === moved.tmdbCollectionId) {
    moveCollection(db, moved.toId, moved.fromId, moved.tmdbCollectionId);
  }
  for (const id of change.removedIds) {
    restoreOne(db, id);
    const name = getSet(db, id)?.name;
    if (moved !== null && name !== undefined) dropSetAlias(db, moved.toId, name);
    changed.set(id);
  }
  const result = takeBackEach(films, change.editIds);
  for (const id of change.createdIds) {
    if (memberIds(db, id).length === 0) trashSet(db, id, addDays(Date.now(), TRASH_DAYS), []);
    changed.set(id);
  }
  const { order } = change;
  if (order !== null && isLive(db, order.id)) {
    placeFilms(db, order.id, order.order, order.movieIds);
    changed.set(order.id);
  }
  return result;
}

/** Newest first, as they stand on one another. */
function takeBackEach(films: ItemEdits, editIds: readonly number[]): { undone: number; kept: number } {
  const result = { undone: 0, kept: 0 };
  for (const editId of editIds.toReversed()) {
    try {
      films.undo({ editId, item: null });
      result.undone += 1;
    } catch (error) {
      // A film that has another set by now keeps it; one that is gone has none.
      if (!(error instanceof CoreError)) throw error;
      result.kept += 1;
    }
  }
  return result;
}

/** Throws `conflict` where a live set has taken the name. Null for one that is not in the trash. */
function restoreOne(db: WriteDb, id: number): number[] | null {
  const set = getSet(db, id);
  if (set === null || isLive(db, id)) return null;
  if (set.tmdbCollectionId === null && liveSetByName(db, set.name, id) !== null) {
    throw new CoreError('conflict', `There is another collection “${set.name}” by now. Rename that one first.`, { id });
  }
  return untrashSet(db, id);
}

function byRelease(db: WriteDb, id: number): number[] {
  return orderMembers(memberFilms(db, id), [], 'release').flatMap((film) => ('movieId' in film ? [film.movieId] : []));
}

function isLive(db: WriteDb, id: number): boolean {
  const set = getItem(db, { type: 'set', id });
  return set !== null && set.deleted_on === null;
}

/** Throws `not_found`, and `conflict` for one in the trash. */
export function requireLiveSet(db: WriteDb, id: number): NonNullable<ReturnType<typeof getSet>> {
  const set = getSet(db, id);
  if (set === null) throw new CoreError('not_found', 'This collection is not in Metarr any more.', { id });
  if (!isLive(db, id)) throw new CoreError('conflict', 'This collection is in the trash. Restore it first.', { id });
  return set;
}
