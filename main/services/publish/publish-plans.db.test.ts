import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanFilter, PlanScope, PlanState } from '../../../contract/publish-plans.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { film, publishing, tree } from '../../__testing__/test-publishing.ts';

let test: TestCore;
const { publish, choose } = publishing(() => test);
const TITLES = ['Alien', 'Blade Runner', 'Casablanca', 'Dune'] as const;
let ids: number[];
let scope: PlanScope;
const folderOf = (title: string): string => path.join(test.libraryDir, `${title} (1982)`);
const nfoOf = (title: string): string => path.join(folderOf(title), `${title} (1982).nfo`);

beforeEach(async () => {
  test = await startTestCore();
  for (const title of TITLES) {
    writeFilm(test.libraryDir, { folder: `${title} (1982)`, nfo: movieNfo(`  <title>${title}</title>`) });
  }
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  ids = TITLES.map((title) => rows.find((row) => row.title === title)?.id ?? 0);
  scope = { libraryId: (await test.call('libraries.list', {}))[0]?.id ?? 0 };
});
afterEach(async () => {
  await test.discard();
});

const idOf = (title: (typeof TITLES)[number]): number => ids[TITLES.indexOf(title)] ?? 0;

/** Plans to the end. */
async function plan(of: PlanScope = scope): Promise<PlanState> {
  const { planId } = await test.call('publish.plan', { scope: of });
  for (;;) {
    const state = await test.call('publish.planState', { planId });
    if (state.state !== 'planning') return state;
    await new Promise(setImmediate);
  }
}

async function rows(planId: number, filter: PlanFilter | null = null): Promise<[string, string][]> {
  const page = await test.call('publish.planPage', { planId, filter });
  expect(page.total).toBe(page.rows.length);
  return page.rows.map(({ title, status }) => [title, status]);
}

/** Everything published, and looked at once more. */
async function settled(): Promise<void> {
  for (const id of ids) await publish(id);
  expect((await plan()).items).toEqual({ unchanged: 4, changed: 0, conflicting: 0, failed: 0 });
}

/** Files that a plan opened, found out by what it would have had to read: bytes swapped behind size and time. */
function swapUnseen(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(
    file,
    bytes.map((byte) => (byte === 0x41 ? 0x42 : byte)),
  );
}

describe('a plan of a library', () => {
  it('says of each title what would be written, in order, and writes nothing', async () => {
    await test.call('items.setField', { item: film(idOf('Dune')), field: 'plot', value: 'Sand' });
    await choose(idOf('Alien'), 'poster', await picture('red'));
    const before = tree(test.libraryDir);
    const { planId, counts, items, checked, total } = await plan();
    expect([checked, total]).toEqual([4, 4]);
    expect((await rows(planId)).map(([title]) => title)).toEqual([...TITLES]);
    expect(counts).toMatchObject({ create: 1, conflict: 0, remove: 0 });
    expect(items.changed + items.unchanged).toBe(4);
    expect((await rows(planId, 'pending')).length).toBe(items.changed);
    expect((await rows(planId, 'create')).map(([title]) => title)).toEqual(['Alien']);
    const changed = await test.call('publish.planItems', { planId });
    expect(changed.items.map(({ id }) => id)).toEqual(expect.arrayContaining([idOf('Alien'), idOf('Dune')]));
    expect(tree(test.libraryDir)).toEqual(before);
    expect(test.events.some(({ name }) => name === 'publish.planProgressed')).toBe(true);
  });

  it('opens no file of what is as it was found, and every file of what is not', async () => {
    await settled();
    // The same size and the same time: only who opens the file can tell.
    const { mtimeMs } = statSync(nfoOf('Alien'));
    swapUnseen(nfoOf('Alien'));
    // Seconds as a float lose some of the last digits: the middle of a millisecond stays within it.
    const seconds = (Math.floor(mtimeMs) + 0.5) / 1000;
    utimesSync(nfoOf('Alien'), seconds, seconds);
    expect((await plan()).items).toMatchObject({ unchanged: 4 });
    writeFileSync(nfoOf('Dune'), movieNfo('  <title>Outside</title>'));
    expect((await plan()).items).toMatchObject({ unchanged: 3, conflicting: 1 });
  });

  it.each([
    ['an edit', () => test.call('items.setField', { item: film(idOf('Dune')), field: 'plot', value: 'Sand' })],
    ['a chosen image', async () => choose(idOf('Dune'), 'poster', await picture('red'))],
    [
      'a file that is gone',
      () => {
        rmSync(nfoOf('Dune'));
        return Promise.resolve();
      },
    ],
    [
      'another profile',
      () =>
        test.call('libraries.update', { id: 'libraryId' in scope ? scope.libraryId : 0, namingProfile: 'kodi_short' }),
    ],
  ])('notices %s', async (_name, change) => {
    await settled();
    await change();
    const { items } = await plan();
    expect(items.changed).toBeGreaterThan(0);
    expect(items.unchanged + items.changed).toBe(4);
  });

  it('notices that another film of the set changed what is said of the set', async () => {
    await test.call('items.setField', {
      item: film(idOf('Alien')),
      field: 'set_id',
      value: { name: 'Space', overview: 'Old' },
    });
    await test.call('items.setField', {
      item: film(idOf('Dune')),
      field: 'set_id',
      value: { name: 'Space', overview: 'Old' },
    });
    await settled();
    await test.call('items.setField', {
      item: film(idOf('Alien')),
      field: 'set_id',
      value: { name: 'Space', overview: 'New' },
    });
    const { planId } = await plan();
    expect((await rows(planId, 'changed')).map(([title]) => title)).toEqual(['Alien', 'Dune']);
  });

  it('lists conflicts, leaves them out of what is published, and settles all of them with one choice', async () => {
    await settled();
    for (const title of ['Alien', 'Dune'] as const) {
      writeFileSync(nfoOf(title), movieNfo(`  <title>${title} outside</title>`));
    }
    await test.call('items.setField', { item: film(idOf('Casablanca')), field: 'plot', value: 'Rick' });
    const { planId, items } = await plan();
    expect(items).toEqual({ unchanged: 1, changed: 1, conflicting: 2, failed: 0 });
    expect((await test.call('publish.planItems', { planId })).items).toEqual([film(idOf('Casablanca'))]);
    const { conflicts, total } = await test.call('publish.conflicts', { planId });
    expect(total).toBe(2);
    expect(conflicts.map(({ title, files }) => [title, files[0]?.reasonCode])).toEqual([
      ['Alien', 'changed_outside'],
      ['Dune', 'changed_outside'],
    ]);
    expect(await test.call('publish.resolveAll', { planId, choice: 'adopt' })).toEqual({ resolved: 2, left: 0 });
    const after = await test.call('publish.planState', { planId });
    expect(after.items.conflicting).toBe(0);
    const { values } = await test.call('items.get', { item: film(idOf('Dune')) });
    expect(values['title']).toBe('Dune outside');
    // All of it can be taken back: the conflicts are open again, and nothing stays taken in.
    expect(await test.call('publish.takeBackChoice', { planId })).toEqual({ takenBack: 2 });
    expect((await test.call('publish.planState', { planId })).items.conflicting).toBe(2);
    expect((await test.call('items.get', { item: film(idOf('Dune')) })).values['title']).toBe('Dune');
    expect(await test.call('publish.takeBackChoice', { planId })).toEqual({ takenBack: 0 });
  });

  it('can be given up, and answers not_found once it is forgotten', async () => {
    const { planId } = await test.call('publish.plan', { scope });
    expect((await test.call('publish.cancelPlan', { planId })).state).toBe('cancelled');
    for (let more = 0; more < 4; more += 1) await plan();
    expect(await test.codeOf('publish.planState', { planId })).toBe('not_found');
    expect(await test.codeOf('publish.plan', { scope: { libraryId: 999 } })).toBe('not_found');
  });

  it('says which titles could not be looked at', async () => {
    await test.call('movies.remove', { ids: [idOf('Dune')] });
    const { planId, items } = await plan({ items: ids.map(film), includeBelow: false });
    expect(items.failed).toBe(1);
    const { rows: failed } = await test.call('publish.planPage', { planId, filter: 'failed' });
    expect(failed).toMatchObject([{ item: film(idOf('Dune')), error: { code: 'conflict' } }]);
  });
});
