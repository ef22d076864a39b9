import type { MemberOrder, SetChange } from '../../../contract/sets.ts';
import { CoreError } from '../../domain/core-error.ts';
import { orderMembers } from '../../domain/set-members.ts';
import { getItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { addSetAlias, dropSetAlias, ensureSet, getSet } from '../../store/set.store.ts';
import {
  memberFilms,
  memberIds,
  memberOrderOf,
  missingFilm,
  placedFilms,
  placeFilms,
} from '../../store/set-members.store.ts';
import {
  addRemovalEdit,
  keepByHand,
  liveSetByName,
  moveCollection,
  removedWithFilms,
  trashSet,
  untrashSet,
} from '../../store/set-trash.store.ts';
import { addDays } from '../../store/timestamps.ts';
import { inSlices } from '../enrich/in-slices.ts';
import { type RulesOf, refreshItem } from '../items/item-completeness.ts';
import { createItemEdits, type ItemEdits } from '../items/item-edits.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';
import { putFilmIntoSet } from './film-set-edit.ts';

/**
 * What a person does to sets as a whole and to what is in them. Films are written a few at a time, each as one edit with
 * its place in the history; what a call answers takes all of it back.
 */
export interface SetEdits {
  /** Throws `conflict` when a live set has the name. */
  create(name: string, movieIds: readonly number[]): Promise<{ id: number; change: SetChange }>;
  add(id: number, movieIds: readonly number[]): Promise<SetChange>;
  takeOut(id: number, movieIds: readonly number[]): Promise<SetChange>;
  reorder(id: number, movieIds: readonly number[]): SetChange;
  setOrder(id: number, order: MemberOrder): SetChange;
  merge(id: number, fromIds: readonly number[]): Promise<SetChange>;
  /** Sets that are not there, or in the trash already, are passed over. */
  remove(ids: readonly number[]): Promise<{ removed: number; change: SetChange }>;
  restore(ids: readonly number[]): Promise<number>;
  /** `kept`: edits that a later one stands on, or that are undone already. */
  undo(change: SetChange): Promise<{ undone: number; kept: number }>;
  /** Takes the films out of sets whose way to the trash was cut off. */
  finishRemovals(): void;
}

/** A person waits for it, and cannot stop it. */
const NEVER = new AbortController().signal;
const NOTHING: SetChange = { editIds: [], removedIds: [], createdIds: [], movedCollection: null, order: null };

interface Changed {
  film(id: number): void;
  set(id: number): void;
}

/** @param changed hears of every film and set that changed */
export function createSetEdits(db: WriteDb, rules: RulesOf, changed: Changed): SetEdits {
  const inOne = <T>(work: () => T): T => transaction(db, work);
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
  const each = (ids: readonly number[], work: (id: number) => void): Promise<void> => inSlices(db, ids, work, NEVER);
  const putAll = async (movieIds: readonly number[], setId: number | null): Promise<number[]> => {
    const editIds: number[] = [];
    await each(movieIds, (movieId) => editIds.push(...put(movieId, setId)));
    return editIds;
  };
  const takeOutForTrash = (id: number, movieId: number): number[] => {
    const editIds = put(movieId, null);
    for (const editId of editIds) addRemovalEdit(db, id, editId);
    return editIds;
  };
  const trash = async (id: number): Promise<number[]> => {
    const editIds: number[] = [];
    inOne(() => {
      trashSet(db, id, addDays(Date.now(), TRASH_DAYS));
    });
    await each(memberIds(db, id), (movieId) => editIds.push(...takeOutForTrash(id, movieId)));
    changed.set(id);
    return editIds;
  };
  const ordered = (id: number): SetChange => ({
    ...NOTHING,
    order: { id, order: memberOrderOf(db, id), movieIds: placedFilms(db, id) },
  });
  return {
    create: async (name, movieIds) => {
      requireFilms(db, movieIds);
      const id = inOne(() => {
        if (liveSetByName(db, name) !== null) {
          throw new CoreError('conflict', `There is a collection “${name}” already. Add the films to it instead.`, {
            name,
          });
        }
        const made = ensureSet(db, { name, overview: null, tmdbCollectionId: null }, true);
        keepByHand(db, made);
        refreshItem(db, { type: 'set', id: made }, rules);
        return made;
      });
      const editIds = await putAll(movieIds, id);
      changed.set(id);
      return { id, change: { ...NOTHING, editIds, createdIds: [id] } };
    },
    add: async (id, movieIds) => {
      requireLiveSet(db, id);
      requireFilms(db, movieIds);
      return { ...NOTHING, editIds: await putAll(movieIds, id) };
    },
    takeOut: async (id, movieIds) => {
      requireLiveSet(db, id);
      const inSet = new Set(memberIds(db, id));
      const editIds = await putAll(
        movieIds.filter((movieId) => inSet.has(movieId)),
        null,
      );
      return { ...NOTHING, editIds };
    },
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
    merge: async (id, fromIds) => {
      const into = requireLiveSet(db, id);
      const change: SetChange = { ...NOTHING, editIds: [], removedIds: [] };
      for (const from of sourcesOf(db, id, fromIds)) {
        change.editIds.push(...(await putAll(memberIds(db, from.id), id)));
        inOne(() => {
          change.editIds.push(...memberIds(db, from.id).flatMap((movieId) => put(movieId, id)));
          change.movedCollection = takeOver(db, into, from, change.movedCollection);
        });
        change.removedIds.push(from.id);
        changed.set(from.id);
      }
      changed.set(id);
      return change;
    },
    remove: async (ids) => {
      const live = [...new Set(ids)].filter((id) => isLive(db, id));
      const editIds: number[] = [];
      for (const id of live) editIds.push(...(await trash(id)));
      return { removed: live.length, change: { ...NOTHING, editIds, removedIds: live } };
    },
    restore: async (ids) => {
      let restored = 0;
      for (const id of ids) {
        const edits = inOne(() => restoreOne(db, id));
        if (edits === null) continue;
        restored += 1;
        await takeBackEach(db, films, edits);
        changed.set(id);
      }
      return restored;
    },
    undo: async (change) => {
      inOne(() => {
        bringBack(db, change, changed);
      });
      const result = await takeBackEach(db, films, change.editIds);
      inOne(() => {
        undoSets(db, change, changed);
      });
      return result;
    },
    finishRemovals: () => {
      for (const id of removedWithFilms(db)) {
        for (const movieId of memberIds(db, id)) inOne(() => takeOutForTrash(id, movieId));
      }
    },
  };
}

/** The sets that are to be merged into one. Throws before anything is changed. */
function sourcesOf(db: WriteDb, id: number, fromIds: readonly number[]): LiveSet[] {
  return [...new Set(fromIds)].map((fromId) => {
    if (fromId === id) throw new CoreError('invalid_input', 'A collection cannot be merged into itself.');
    return requireLiveSet(db, fromId);
  });
}

/** The last step of a merge, when its films are over. Answers the collection's id that moved, with the first that had one. */
function takeOver(
  db: WriteDb,
  into: LiveSet,
  from: LiveSet,
  moved: SetChange['movedCollection'],
): SetChange['movedCollection'] {
  trashSet(db, from.id, addDays(Date.now(), TRASH_DAYS));
  // Films that come later under the other's name or id belong here, too.
  if (from.name.toLowerCase() !== into.name.toLowerCase()) addSetAlias(db, into.id, from.name);
  if (from.tmdbCollectionId === null || into.tmdbCollectionId !== null || moved !== null) return moved;
  moveCollection(db, from.id, into.id, from.tmdbCollectionId);
  return { fromId: from.id, toId: into.id, tmdbCollectionId: from.tmdbCollectionId };
}

/** What has to be there before films can go back into it. */
function bringBack(db: WriteDb, change: SetChange, changed: Changed): void {
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
}

/** What can be taken back once the films are where they were. */
function undoSets(db: WriteDb, { createdIds, order }: SetChange, changed: Changed): void {
  for (const id of createdIds) {
    if (memberIds(db, id).length === 0) trashSet(db, id, addDays(Date.now(), TRASH_DAYS));
    changed.set(id);
  }
  if (order !== null && isLive(db, order.id)) {
    placeFilms(db, order.id, order.order, order.movieIds);
    changed.set(order.id);
  }
}

/** Newest first, as they stand on one another. */
async function takeBackEach(
  db: WriteDb,
  films: ItemEdits,
  editIds: readonly number[],
): Promise<{ undone: number; kept: number }> {
  const result = { undone: 0, kept: 0 };
  const takeBack = (editId: number): void => {
    try {
      films.undo({ editId, item: null });
      result.undone += 1;
    } catch (error) {
      // A film that has another set by now keeps it; one that is gone has none.
      if (!(error instanceof CoreError)) throw error;
      result.kept += 1;
    }
  };
  await inSlices(db, editIds.toReversed(), takeBack, NEVER);
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

/** Throws `not_found` where one of the films is in no library. */
function requireFilms(db: WriteDb, movieIds: readonly number[]): void {
  const missing = missingFilm(db, movieIds);
  if (missing !== null) throw new CoreError('not_found', 'This film is not in Metarr any more.', { id: missing });
}

type LiveSet = NonNullable<ReturnType<typeof getSet>>;

/** Throws `not_found`, and `conflict` for one in the trash. */
export function requireLiveSet(db: WriteDb, id: number): LiveSet {
  const set = getSet(db, id);
  if (set === null) throw new CoreError('not_found', 'This collection is not in Metarr any more.', { id });
  if (!isLive(db, id)) throw new CoreError('conflict', 'This collection is in the trash. Restore it first.', { id });
  return set;
}
