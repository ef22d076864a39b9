import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LockState } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { addShow, type ShowIds } from '../../__testing__/test-shows.ts';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { insertEpisode } from '../../store/episode.store.ts';
import { getItem } from '../../store/item.store.ts';
import { ensureSeason } from '../../store/season.store.ts';
import { guardOf } from './item-guard.ts';
import { locksOf, seriesLocks } from './lock-state.ts';

let test: TestCore;
let ids: ShowIds;
let show: ItemRef;
let season: ItemRef;
let first: ItemRef;
let second: ItemRef;
/** Of a season that has no row. */
let stray: ItemRef;

beforeEach(async () => {
  test = await startTestCore();
  ids = addShow(test.core.internals.db, {
    title: 'Hollow Pines',
    seasons: [1, 2],
    episodes: [
      { season: 1, episode: 1, title: 'Arrival', file: 'S1/1.mkv' },
      { season: 1, episode: 2, title: 'Frost', file: 'S1/2.mkv' },
      { season: 2, episode: 1, title: 'Thaw', file: 'S2/1.mkv' },
      { season: 3, episode: 1, file: 'S3/1.mkv' },
    ],
  });
  show = { type: 'series', id: ids.series };
  season = { type: 'season', id: ids.seasons[1] ?? 0 };
  first = { type: 'episode', id: ids.episodes['1x01'] ?? 0 };
  second = { type: 'episode', id: ids.episodes['2x01'] ?? 0 };
  stray = { type: 'episode', id: ids.episodes['3x01'] ?? 0 };
});
afterEach(() => test.discard());

const lock = async (item: ItemRef, target: 'plot' | 'title' | 'thumb' | 'poster' | 'all', isLocked: boolean) =>
  test.call('items.setLock', { item, target, isLocked });

async function stateOf(item: ItemRef, target: 'plot' | 'title' = 'plot'): Promise<LockState> {
  const { fields } = await test.call('items.get', { item });
  const { isLocked, inheritedFrom, isExempt, holdsBelow } = fields[target] ?? {};
  return { isLocked, inheritedFrom, isExempt, holdsBelow } as LockState;
}

const FREE: LockState = { isLocked: false, inheritedFrom: null, isExempt: false, holdsBelow: false };
const own = (holdsBelow: boolean): LockState => ({ ...FREE, isLocked: true, holdsBelow });
const from = (item: ItemRef): LockState => ({ ...FREE, isLocked: true, inheritedFrom: item });
const EXEMPT: LockState = { ...FREE, isExempt: true };

describe('a lock set by hand', () => {
  it('on a show holds for its seasons and episodes, also those without a season', async () => {
    await lock(show, 'plot', true);
    expect(await stateOf(show)).toEqual(own(true));
    for (const item of [season, first, second, stray]) expect(await stateOf(item)).toEqual(from(show));
    expect(await stateOf(first, 'title')).toEqual(FREE);
  });

  it('on a season holds for its episodes and no others', async () => {
    await lock(season, 'plot', true);
    expect(await stateOf(first)).toEqual(from(season));
    expect(await stateOf(second)).toEqual(FREE);
    expect(await stateOf(show)).toEqual(FREE);
  });

  it('of the nearest names itself: season before show', async () => {
    await lock(season, 'plot', true);
    await lock(show, 'plot', true);
    expect(await stateOf(first)).toEqual(from(season));
    expect(await stateOf(second)).toEqual(from(show));
  });

  it('reaches seasons and episodes that come later', async () => {
    const { db } = test.core.internals;
    await lock(show, 'plot', true);
    const id = insertEpisode(db, { seriesId: ids.series, seasonNumber: 4, episodeNumber: 1 });
    const later = ensureSeason(db, ids.series, 4);
    expect(await stateOf({ type: 'episode', id })).toEqual(from(show));
    expect(await stateOf({ type: 'season', id: later.id })).toEqual(from(show));
  });

  it('goes below and all when it is taken away, and no own lock goes with it', async () => {
    await lock(first, 'plot', true);
    await lock(show, 'plot', true);
    expect(await stateOf(first)).toEqual(own(false));
    await lock(show, 'plot', false);
    expect(await stateOf(show)).toEqual(FREE);
    expect(await stateOf(second)).toEqual(FREE);
    expect(await stateOf(first)).toEqual(own(false));
  });

  it('makes a lock that came of an edit reach down, too', async () => {
    await test.call('items.setField', { item: show, field: 'plot', value: 'Edited.' });
    expect(await stateOf(show)).toEqual(own(false));
    expect(await stateOf(first)).toEqual(FREE);
    expect((await lock(show, 'plot', true)).editId).not.toBeNull();
    expect(await stateOf(first)).toEqual(from(show));
    await test.call('items.undoEdit', { item: show });
    expect(await stateOf(show)).toEqual(own(false));
    expect(await stateOf(first)).toEqual(FREE);
  });

  it('is no second one where one from above holds', async () => {
    await lock(show, 'plot', true);
    expect((await lock(first, 'plot', true)).editId).toBeNull();
    expect((await lock(show, 'plot', true)).editId).toBeNull();
  });

  it('is refused for what such an item does not have', async () => {
    expect(await test.codeOf('items.setLock', { item: season, target: 'genres', isLocked: true })).toBe(
      'invalid_input',
    );
    expect(await test.codeOf('items.setLock', { item: first, target: 'poster', isLocked: true })).toBe('invalid_input');
    expect(await test.codeOf('items.setLock', { item: show, target: 'aired', isLocked: true })).toBe('invalid_input');
  });
});

describe('an exemption', () => {
  it('of an episode is its own', async () => {
    await lock(show, 'plot', true);
    await lock(first, 'plot', false);
    expect(await stateOf(first)).toEqual(EXEMPT);
    expect(await stateOf(second)).toEqual(from(show));
    await lock(first, 'plot', true);
    expect(await stateOf(first)).toEqual(from(show));
  });

  it('of a season frees what is below it from the show’s lock', async () => {
    await lock(show, 'plot', true);
    await lock(season, 'plot', false);
    expect(await stateOf(season)).toEqual(EXEMPT);
    expect(await stateOf(first)).toEqual(FREE);
    expect(await stateOf(second)).toEqual(from(show));
  });

  it('comes of unlocking an item that has both its own lock and one from above', async () => {
    await lock(first, 'plot', true);
    await lock(show, 'plot', true);
    await lock(first, 'plot', false);
    expect(await stateOf(first)).toEqual(EXEMPT);
  });

  it('does not stand against an edit, which locks for itself', async () => {
    await lock(show, 'plot', true);
    await lock(first, 'plot', false);
    await test.call('items.setField', { item: first, field: 'plot', value: 'Mine.' });
    expect(await stateOf(first)).toEqual(own(false));
    await test.call('items.undoEdit', { item: first });
    expect(await stateOf(first)).toEqual(EXEMPT);
  });

  it('is taken back by undo, and so is its end', async () => {
    await lock(show, 'plot', true);
    await lock(first, 'plot', false);
    await test.call('items.undoEdit', { item: first });
    expect(await stateOf(first)).toEqual(from(show));
    await lock(first, 'plot', false);
    await lock(first, 'plot', true);
    await test.call('items.undoEdit', { item: first });
    expect(await stateOf(first)).toEqual(EXEMPT);
  });
});

describe('everything at once', () => {
  const isAllLocked = async (item: ItemRef): Promise<boolean[]> => {
    const { fields, artworkLocks } = await test.call('items.get', { item });
    return [...new Set([...Object.values(fields), ...Object.values(artworkLocks)].map((state) => state.isLocked))];
  };

  it('locks every field and artwork type of the item and of all below, and is undone as one', async () => {
    const { editId } = await lock(show, 'all', true);
    for (const item of [show, season, first, stray]) expect(await isAllLocked(item)).toEqual([true]);
    const history = await test.call('items.history', { item: show });
    expect(history).toMatchObject([{ id: editId, field: 'all', beforeLocked: false, afterLocked: true }]);
    const { edit } = await test.call('items.undoEdit', { editId });
    expect(edit).toMatchObject({ id: editId, field: 'all', isUndone: true });
    for (const item of [show, season, first, stray]) expect(await isAllLocked(item)).toEqual([false]);
    expect((await test.call('items.undoEdit', {})).edit).toBeNull();
    expect(await test.call('items.history', { item: show })).toMatchObject([{ field: 'all', isUndone: true }]);
  });

  it('leaves alone what was locked before when it is undone', async () => {
    await lock(season, 'plot', true);
    await lock(season, 'all', true);
    await test.call('items.undoEdit', { item: season });
    expect(await stateOf(season)).toEqual(own(true));
    expect(await stateOf(season, 'title')).toEqual(FREE);
  });

  it('exempts an episode from all of its show, and takes it back in', async () => {
    await lock(show, 'all', true);
    await lock(first, 'all', false);
    expect(await isAllLocked(first)).toEqual([false]);
    await lock(first, 'all', true);
    expect(await isAllLocked(first)).toEqual([true]);
    await lock(show, 'all', false);
    expect(await isAllLocked(first)).toEqual([false]);
  });

  it('is not undone over a later edit of one of its fields', async () => {
    const { editId } = await lock(show, 'all', true);
    await test.call('items.setField', { item: show, field: 'plot', value: 'Later.' });
    expect(await test.codeOf('items.undoEdit', { editId })).toBe('conflict');
  });
});

describe('for whoever writes by itself', () => {
  it('a lock from above guards a field, an exemption releases it', async () => {
    const { db } = test.core.internals;
    const mayWrite = (item: ItemRef): boolean => mayAutomationReplace(guardOf(db, item)('plot'));
    expect(mayWrite(first)).toBe(true);
    await lock(show, 'plot', true);
    expect(mayWrite(first)).toBe(false);
    await lock(first, 'plot', false);
    expect(mayWrite(first)).toBe(true);
    expect(mayWrite(second)).toBe(false);
  });

  it('the rules of a whole show say the same as those asked for one by one', async () => {
    const { db } = test.core.internals;
    await lock(show, 'all', true);
    await lock(season, 'plot', false);
    await lock(second, 'title', false);
    await lock(first, 'plot', true);
    await lock(season, 'poster', false);
    const batch = seriesLocks(db, ids.series);
    expect(batch.hasRules).toBe(true);
    for (const ref of [show, season, first, second, stray]) {
      const item = getItem(db, ref);
      if (item === null) throw new Error('it was just there');
      for (const target of ['plot', 'title', 'thumb', 'poster', 'aired']) {
        expect([ref, target, batch.of(item).state(target)]).toEqual([ref, target, locksOf(db, ref).state(target)]);
      }
    }
    // An episode that a scan is about to add has no row and no lock of its own.
    expect(batch.of({ type: 'episode', id: 0, season_number: 1 }).isLocked('plot')).toBe(false);
    expect(batch.of({ type: 'episode', id: 0, season_number: 2 }).isLocked('plot')).toBe(true);
    expect(batch.of({ type: 'episode', id: 0, season_number: 9 }).isLocked('aired')).toBe(true);
  });
});
