import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture, writeFilm } from '../../__testing__/test-films.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

/** Where the cache's folders go lie files: nothing can be put there, whoever runs the test. */
function blockCache(): () => void {
  const cache = path.join(test.dataDir, 'cache');
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  for (let at = 0; at < 256; at++) writeFileSync(path.join(cache, at.toString(16).padStart(2, '0')), '');
  return () => {
    rmSync(cache, { recursive: true });
  };
}

const get = (item: ItemRef): Promise<ItemDetail> => test.call('items.get', { item });
const art = ({ artwork, issues }: ItemDetail): unknown => [
  artwork.map(({ type }) => type),
  // That the pictures are small and square is beside the point.
  issues.map(({ code }) => code).filter((code) => code.endsWith('_unreadable')),
];

it('reads a film’s picture at the next scan when it could not be read at this one', async () => {
  writeFilm(test.libraryDir, { folder: 'Alien (1979)', files: { 'poster.jpg': await picture('red') } });
  const unblock = blockCache();
  await test.scan();
  const { id } = (await test.call('movies.page', {})).rows[0] ?? { id: 0 };
  expect(art(await get({ type: 'movie', id }))).toEqual([[], ['image_unreadable']]);
  unblock();
  await test.scan();
  expect(art(await get({ type: 'movie', id }))).toEqual([['poster'], []]);
});

it('reads what lies beside an episode and a season at the next scan, and the other season not again', async () => {
  writeFiles(test.libraryDir, {
    'Dark (2017)/Season 01/Dark S01E01.mkv': null,
    'Dark (2017)/Season 01/Dark S01E01-thumb.jpg': await picture('green'),
    'Dark (2017)/season01-poster.jpg': await picture('red'),
    'Dark (2017)/Season 02/Dark S02E01.mkv': null,
  });
  const unblock = blockCache();
  await test.scan({ type: 'tvshows' });
  const { id } = (await test.call('series.page', {})).rows[0] ?? { id: 0 };
  const { seasons } = await test.call('series.tree', { id });
  const season = { type: 'season', id: seasons[0]?.id ?? 0 } as const;
  const episode = { type: 'episode', id: seasons[0]?.episodes[0]?.id ?? 0 } as const;
  expect(art(await get(season))).toEqual([[], ['image_unreadable']]);
  expect(art(await get(episode))).toEqual([[], ['image_unreadable']]);
  unblock();
  const again = await test.scan({ type: 'tvshows' });
  expect(art(await get(season))).toEqual([['poster'], []]);
  expect(art(await get(episode))).toEqual([['thumb'], []]);
  expect(again.result).toMatchObject({ updated: 2 });
  expect((await test.scan({ type: 'tvshows' })).result).toMatchObject({ updated: 0 });
});
