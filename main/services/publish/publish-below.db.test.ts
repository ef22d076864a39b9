import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import { makeOld, publishing, rewritten, tree } from '../../__testing__/test-publishing.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';
import { findInShow, scanShows, showsDir } from '../../__testing__/test-show-items.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;
const { get, choose } = publishing(() => test);
const find = (season?: number, episode?: number): ItemRef => findInShow(test, season, episode);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

/** A show with two seasons, specials, a double episode and a missing one, scanned; answers its folder. */
async function quay(): Promise<string> {
  const folder = path.join(showsDir(test), 'Quay (2003)');
  writeFiles(folder, {
    'Season 1/Quay - S01E01 - Rope.mkv': 'a',
    'Season 1/Quay - S01E02-E03 - Knot.mkv': 'b',
    'Season 2/Quay - S02E01 - Tide.mkv': 'c',
    'Specials/Quay - S00E01 - Making.mkv': 'd',
  });
  await scanShows(test);
  test.core.internals.db
    .prepare('INSERT INTO episodes (series_id, season_number, episode_number, title) VALUES (?, 2, 2, ?)')
    .run(find().id, 'Ebb');
  return folder;
}

async function publishAll(items: ItemRef[], includeBelow: boolean): Promise<Job> {
  const { jobId } = await test.call('publish.many', { items, includeBelow });
  return test.core.internals.runner.waitFor(jobId);
}

describe('the scope of a publication', () => {
  it('of a show are its seasons, specials last, and the episodes that have a file', async () => {
    await quay();
    const scope = await test.call('publish.scope', { item: find() });
    expect(scope.map(({ type, title }) => [type, title])).toEqual([
      ['series', 'Quay'],
      ['season', 'Season 1'],
      ['episode', 'S01E01 Rope'],
      ['episode', 'S01E02'],
      ['episode', 'S01E03'],
      ['season', 'Season 2'],
      ['episode', 'S02E01 Tide'],
      ['season', 'Specials'],
      ['episode', 'S00E01 Making'],
    ]);
    expect((await test.call('publish.scope', { item: find(1) })).map(({ id }) => id)).toEqual([
      find(1).id,
      find(1, 1).id,
      find(1, 2).id,
      find(1, 3).id,
    ]);
    expect(await test.call('publish.scope', { item: find(2, 1) })).toMatchObject([find(2, 1)]);
    expect(await test.codeOf('publish.scope', { item: { type: 'series', id: 999 } })).toBe('not_found');
  });
});

describe('publishing a show with all below it', () => {
  it('writes every level in one job, each with a history of its own, and the second time nothing', async () => {
    const folder = await quay();
    await choose(find(1), 'poster', await picture('red'));
    const job = await publishAll([find()], true);
    expect(job).toMatchObject({
      status: 'completed',
      progressCurrent: 9,
      progressTotal: 9,
      result: { published: 6, unchanged: 3, failed: 0 },
    });
    expect(Object.keys(tree(folder)).filter((name) => !name.endsWith('.mkv'))).toEqual([
      'Season 1/Quay - S01E01 - Rope.nfo',
      'Season 1/Quay - S01E02-E03 - Knot.nfo',
      'Season 2/Quay - S02E01 - Tide.nfo',
      'Specials/Quay - S00E01 - Making.nfo',
      'season01-poster.jpg',
      'tvshow.nfo',
    ]);
    for (const item of [find(), find(1), find(1, 1), find(1, 3), find(0, 1)]) {
      expect(await test.call('publish.history', { item })).toHaveLength(1);
      expect((await get(item)).hasUnpublishedChanges).toBe(false);
    }
    makeOld(folder);
    const again = await publishAll([find(), find(1), find(1, 1)], true);
    expect(again.result).toMatchObject({ published: 0, unchanged: 9, leftOut: 0, failed: 0 });
    expect(rewritten(folder)).toEqual([]);
  });

  it('without what is below writes the show alone', async () => {
    const folder = await quay();
    expect((await publishAll([find()], false)).result).toMatchObject({ published: 1, unchanged: 0, failed: 0 });
    expect(Object.keys(tree(folder)).filter((name) => name.endsWith('.nfo'))).toEqual(['tvshow.nfo']);
  });

  it('goes on past an episode that something is in the way of, which then says so', async () => {
    const folder = await quay();
    const inTheWay = path.join(folder, 'Season 1/Quay - S01E01 - Rope.nfo');
    mkdirSync(inTheWay);
    const job = await publishAll([find()], true);
    expect(job).toMatchObject({ status: 'completed', result: { leftOut: 1, failed: 0 } });
    expect((await get(find(1, 1))).state).toBe('error_publish');
    expect((await get(find(2, 1))).state).toBe('published');
    rmSync(inTheWay, { recursive: true });
    expect((await publishAll([find(1)], true)).result).toMatchObject({ published: 1, failed: 0 });
    expect((await get(find(1, 1))).state).toBe('published');
    expect(readFileSync(inTheWay, 'utf8')).toContain('<title>Rope</title>');
  });

  it('counts what is gone by then as failed, and takes nothing twice', async () => {
    await quay();
    const gone: ItemRef = { type: 'episode', id: 999 };
    const job = await publishAll([gone, find(2, 1), find(2), find(2, 1)], true);
    expect(job).toMatchObject({ status: 'completed', progressCurrent: 3, progressTotal: 3, result: { failed: 1 } });
  });

  it('stops between two items when it is cancelled', async () => {
    const folder = await quay();
    const { jobId } = await test.call('publish.many', { items: [find()], includeBelow: true });
    await test.call('jobs.cancel', { id: jobId });
    const job = await test.core.internals.runner.waitFor(jobId);
    expect(job.status).toBe('cancelled');
    expect(Object.keys(tree(folder)).filter((name) => name.includes('.metarr-'))).toEqual([]);
  });
});
