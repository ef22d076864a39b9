import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesTree } from '../../../contract/series.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { addShow, type ShowIds } from '../../__testing__/test-shows.ts';
import { updateItem } from '../../store/item.store.ts';
import { listLibraries } from '../../store/library.store.ts';
import { purgeJob } from '../items/item-trash.ts';
import { refreshCompletenessJob } from '../items/refresh-completeness.job.ts';

let test: TestCore;
let ids: ShowIds;

beforeEach(async () => {
  test = await startTestCore();
  ids = addShow(test.core.internals.db, {
    title: 'Hollow Pines',
    seasons: [0, 1, 2, 3],
    episodes: [
      { season: 0, episode: 1, title: 'Pilot', file: 'S0/1.mkv', columns: { display_season: 1, display_episode: 1 } },
      { season: 1, episode: 1, title: 'Arrival', file: 'S1/12.mkv', columns: { absolute_number: 1, dvd_episode: 2 } },
      { season: 1, episode: 2, title: 'Frost', file: 'S1/12.mkv', columns: { absolute_number: 2, dvd_episode: 1 } },
      { season: 2, episode: 1, columns: { aired: '2001-01-01', absolute_number: 3 } },
      { season: 4, episode: 1, file: 'S4/1.mkv', columns: { runtime: 40 } },
    ],
  });
});
afterEach(() => test.discard());

const tree = (order: SeriesTree['order'] | null = null): Promise<SeriesTree> =>
  test.call('series.tree', { id: ids.series, order });
/** Each group as its title and its episodes. */
const shape = ({ seasons }: SeriesTree): unknown =>
  seasons.map((season) => [season.title, season.episodes.map((episode) => [episode.orderNumber, episode.title])]);

describe('series.tree', () => {
  it('lists seasons with and without episodes, missing ones among them, and the specials last', async () => {
    const found = await tree();
    expect(found).toMatchObject({ seriesId: ids.series, order: 'aired', orders: ['aired', 'dvd', 'absolute'] });
    expect(shape(found)).toEqual([
      [
        'Season 1',
        [
          [1, 'Arrival'],
          [2, 'Frost'],
        ],
      ],
      ['Season 2', [[1, 'Episode 1']]],
      ['Season 3', []],
      ['Season 4', [[1, 'Episode 1']]],
      ['Specials', [[1, 'Pilot']]],
    ]);
    expect(found.seasons.map((season) => season.id)).toEqual([
      ids.seasons[1],
      ids.seasons[2],
      ids.seasons[3],
      null,
      ids.seasons[0],
    ]);
    const episodes = found.seasons.flatMap((season) => season.episodes);
    expect(episodes.filter((episode) => episode.isMissing).map((episode) => episode.id)).toEqual([
      ids.episodes['2x01'],
    ]);
    expect(episodes.find((episode) => episode.title === 'Frost')?.fileHolds).toEqual([
      { seasonNumber: 1, episodeNumber: 1 },
      { seasonNumber: 1, episodeNumber: 2 },
    ]);
    expect(episodes.at(-1)).toMatchObject({ displaySeason: 1, displayEpisode: 1, fileHolds: [] });
  });

  it('goes by the order asked for, and by the show’s own without one', async () => {
    expect(shape(await tree('dvd'))).toEqual([
      [
        'Season 1',
        [
          [1, 'Frost'],
          [2, 'Arrival'],
        ],
      ],
      ['Season 2', [[null, 'Episode 1']]],
      ['Season 4', [[null, 'Episode 1']]],
      ['Specials', [[null, 'Pilot']]],
    ]);
    const item = { type: 'series', id: ids.series } as const;
    await test.call('items.setField', { item, field: 'episode_order', value: 'absolute' });
    expect(await tree()).toMatchObject({
      order: 'absolute',
      seasons: [
        { id: null, seasonNumber: null, title: 'All episodes' },
        { id: ids.seasons[0], seasonNumber: 0 },
      ],
    });
  });

  it('shows what a lock from above holds as locked, and what is exempt as free', async () => {
    const show = { type: 'series', id: ids.series } as const;
    const exempt = { type: 'season', id: ids.seasons[1] ?? 0 } as const;
    const locked = async (): Promise<unknown> =>
      (await tree()).seasons.map((season) => [
        season.seasonNumber,
        season.isLocked,
        ...season.episodes.map((episode) => episode.isLocked),
      ]);
    expect(await locked()).toEqual([
      [1, false, false, false],
      [2, false, false],
      [3, false],
      [4, false, false],
      [0, false, false],
    ]);
    await test.call('items.setLock', { item: show, target: 'plot', isLocked: true });
    await test.call('items.setLock', { item: exempt, target: 'plot', isLocked: false });
    expect(await locked()).toEqual([
      [1, false, false, false],
      [2, true, true],
      [3, true],
      [4, false, true],
      [0, true, true],
    ]);
  });

  it('knows no show that is not there', async () => {
    expect(await test.codeOf('series.tree', { id: 9_999 })).toBe('not_found');
  });
});

describe('the lists of shows', () => {
  it('page, count and name rows', async () => {
    const { rows, nextCursor } = await test.call('series.page', {});
    expect(rows).toMatchObject([{ id: ids.series, seasonCount: 4, episodeCount: 4, missingCount: 1 }]);
    expect(nextCursor).toBeNull();
    expect(await test.call('series.count', { filter: { search: 'nothing' } })).toEqual({ matching: 0, total: 1 });
    expect(await test.call('series.rows', { ids: [ids.series, 77] })).toEqual(rows);
  });
});

describe('the trash', () => {
  const counts = async (): Promise<number[]> => [
    (await test.call('series.count', {})).total,
    (await test.call('series.count', { filter: { isDeleted: true } })).total,
  ];

  it('takes a show with all below it, and gives it back with its locks', async () => {
    const item = { type: 'episode', id: ids.episodes['1x01'] ?? 0 } as const;
    await test.call('items.setField', { item, field: 'plot', value: 'Mine.' });
    expect(await test.call('series.remove', { ids: [ids.series, 77] })).toEqual({ removed: 1 });
    expect(await counts()).toEqual([0, 1]);
    expect((await test.call('items.get', { item })).deletedOn).not.toBeNull();
    expect(test.events.some((event) => event.name === 'items.listChanged')).toBe(true);
    expect(await test.call('series.restore', { ids: [ids.series] })).toEqual({ restored: 1 });
    expect(await counts()).toEqual([1, 0]);
    expect(await test.call('items.get', { item })).toMatchObject({ deletedOn: null, values: { plot: 'Mine.' } });
  });

  it('keeps a show whose folder another one has taken meanwhile', async () => {
    await test.call('series.remove', { ids: [ids.series] });
    addShow(test.core.internals.db, { title: 'Hollow Pines' });
    expect(await test.call('series.restore', { ids: [ids.series] })).toEqual({ restored: 0 });
    expect(await counts()).toEqual([1, 1]);
  });

  it('takes the shows of a removed library, which comes back with the first of them', async () => {
    const { db } = test.core.internals;
    const [library] = listLibraries(db);
    expect(await test.call('libraries.remove', { id: library?.id ?? 0 })).toEqual({ trashedItems: 1 });
    expect(await test.call('libraries.list', {})).toEqual([]);
    expect(await counts()).toEqual([0, 1]);
    await test.call('series.restore', { ids: [ids.series] });
    expect(await test.call('libraries.list', {})).toMatchObject([{ type: 'tvshows', itemCount: 1, episodeCount: 4 }]);
  });

  it('is emptied when its time has come, of shows with all below and of single episodes', async () => {
    const { db, runner } = test.core.internals;
    const other = addShow(db, {
      title: 'Tides',
      episodes: Array.from({ length: 120 }, (_, i) => ({ season: 1, episode: i + 1, file: `${String(i)}.mkv` })),
    });
    const past = '2001-01-01T00:00:00.000Z';
    updateItem(db, { type: 'series', id: other.series }, { deleted_on: past, deleted_reason: 'user' });
    updateItem(db, { type: 'episode', id: ids.episodes['4x01'] ?? 0 }, { deleted_on: past, deleted_reason: 'missing' });
    const item = { type: 'series', id: ids.series } as const;
    await test.call('items.setLock', { item, target: 'plot', isLocked: true });
    await runner.waitFor(runner.enqueue(purgeJob()).id);
    expect(await counts()).toEqual([1, 0]);
    expect(db.prepare('SELECT count(*) FROM episodes').pluck().get()).toBe(4);
    updateItem(db, item, { deleted_on: past, deleted_reason: 'user' });
    await runner.waitFor(runner.enqueue(purgeJob()).id);
    for (const table of ['series', 'seasons', 'episodes', 'lock_rules', 'edit_history']) {
      expect([table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
    }
  });
});

describe('judging completeness again', () => {
  it('goes through shows, seasons and episodes', async () => {
    const { db, runner } = test.core.internals;
    updateItem(db, { type: 'series', id: ids.series }, { plot: 'x', mpaa: 'x', premiered: '2001-01-01' });
    const job = await runner.waitFor(runner.enqueue(refreshCompletenessJob()).id);
    expect(job.result).toEqual({ items: 1 + 4 + 5 });
    expect((await test.call('series.rows', { ids: [ids.series] }))[0]?.completeness).toBe(60);
    expect((await tree()).seasons[0]?.episodes[0]?.completeness).toBe(25);
  });
});

describe('a library of shows', () => {
  it('is added, told from one of films, and changed', async () => {
    const folder = path.join(test.root, 'Shows');
    mkdirSync(path.join(folder, 'Tides', 'Season 1'), { recursive: true });
    writeFileSync(path.join(folder, 'Tides', 'Season 1', 'Tides S01E01.mkv'), 'x');
    const { library, jobId } = await test.call('libraries.add', { path: folder, type: 'tvshows' });
    expect(library).toMatchObject({
      type: 'tvshows',
      scanOnStart: false,
      scanIntervalMinutes: null,
      watchMode: 'auto',
      watchState: 'off',
    });
    await test.core.internals.runner.waitFor(jobId);
    await test.core.internals.runner.whenIdle();
    const { id } = library;
    const changed = await test.call('libraries.update', {
      id,
      scanOnStart: true,
      scanIntervalMinutes: 30,
      watchMode: 'poll',
    });
    expect(changed).toMatchObject({ scanOnStart: true, scanIntervalMinutes: 30, watchMode: 'poll', name: 'Shows' });
    expect(await test.call('libraries.update', { id, name: 'TV' })).toMatchObject({ scanIntervalMinutes: 30 });
    const off = await test.call('libraries.update', { id, scanIntervalMinutes: null, scanOnStart: false });
    expect(off).toMatchObject({ name: 'TV', scanIntervalMinutes: null, scanOnStart: false, watchMode: 'poll' });
    expect(await test.codeOf('libraries.scan', { id, directory: test.root })).toBe('invalid_input');
    expect(await test.codeOf('libraries.scan', { id, directory: path.join(folder, 'Tides'), mode: 'full' })).toBe('ok');
    await test.core.internals.runner.whenIdle();
    // A folder that is added again holds what it is then said to hold.
    await test.call('libraries.remove', { id });
    const again = await test.call('libraries.add', { path: folder, type: 'movies' });
    expect(again).toMatchObject({ wasAdded: true, library: { id, type: 'movies', episodeCount: null } });
    await test.core.internals.runner.whenIdle();
    expect(existsSync(path.join(folder, 'Tides', 'Season 1', 'Tides S01E01.mkv'))).toBe(true);
  });
});
