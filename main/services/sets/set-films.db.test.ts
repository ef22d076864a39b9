import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, writeFilm } from '../../__testing__/test-films.ts';
import { memberIds } from '../../store/set-members.store.ts';
import { trashSet } from '../../store/set-trash.store.ts';
import { addDays } from '../../store/timestamps.ts';

let test: TestCore;
let films: number[];

beforeEach(async () => {
  test = await startTestCore();
  for (let number = 1; number <= 12; number += 1) {
    const title = `Film ${String(number)}`;
    const set = number <= 3 ? '\n  <set>Named</set>' : '';
    writeFilm(test.libraryDir, {
      folder: `${title} (2000)`,
      nfo: movieNfo(`  <title>${title}</title>\n  <year>2000</year>${set}`),
    });
  }
  await test.scan();
  films = (await test.call('movies.page', {})).rows.map(({ id }) => id);
});
afterEach(() => test.discard());

const filmCounts = async (): Promise<[string, number][]> =>
  (await test.call('sets.page', {})).rows.map(({ title, filmCount }) => [title, filmCount]);

it('moves any number of films, and takes every step back to where they were', async () => {
  const created = await test.call('sets.create', { name: 'All', movieIds: films });
  const named = (await test.call('sets.page', { filter: { search: 'Named' } })).rows[0]?.id ?? 0;
  expect(await filmCounts()).toEqual([
    ['All', 12],
    ['Named', 0],
  ]);
  const merged = await test.call('sets.merge', { id: named, fromIds: [created.id] });
  expect(await filmCounts()).toEqual([['Named', 12]]);
  const removed = await test.call('sets.remove', { ids: [named] });
  expect(await filmCounts()).toEqual([]);
  expect(removed.change.editIds).toHaveLength(12);
  expect(await test.call('sets.undo', { change: removed.change })).toEqual({ undone: 12, kept: 0 });
  expect(await test.call('sets.undo', { change: merged.change })).toEqual({ undone: 12, kept: 0 });
  expect(await filmCounts()).toEqual([
    ['All', 12],
    ['Named', 0],
  ]);
  expect(await test.call('sets.undo', { change: created.change })).toEqual({ undone: 12, kept: 0 });
  expect(await filmCounts()).toEqual([['Named', 3]]);
  expect(await test.codeOf('sets.addMembers', { id: named, movieIds: [films[0] ?? 0, 99_999] })).toBe('not_found');
  expect(await filmCounts()).toEqual([['Named', 3]]);
});

it('ends a removal that a crash cut off, and the films still come back with the set', async () => {
  const [row] = (await test.call('sets.page', {})).rows;
  const id = row?.id ?? 0;
  const { db } = test.core.internals;
  trashSet(db, id, addDays(Date.now(), 90));
  expect(memberIds(db, id)).toHaveLength(3);
  await test.restart();
  expect(memberIds(test.core.internals.db, id)).toEqual([]);
  expect(await filmCounts()).toEqual([]);
  await test.call('sets.restore', { ids: [id] });
  expect(await filmCounts()).toEqual([['Named', 3]]);
});
