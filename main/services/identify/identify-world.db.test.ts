import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeTmdb, startFakeTmdb } from '../../../e2e/fakes/tmdb.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import type { IdentifiableRef } from '../../../contract/identification.ts';
import { tmdbOver } from '../../providers/tmdb/__testing__/ask-fake-tmdb.ts';
import { identificationOf } from '../../store/identification.store.ts';
import { type IdentifyBench, openIdentifyBench } from './__testing__/identify-bench.ts';

const world = createWorld();
let fake: FakeTmdb;
let bench: IdentifyBench;
const films: { item: IdentifiableRef; index: number }[] = [];
const shows: { item: IdentifiableRef; index: number }[] = [];

beforeAll(async () => {
  fake = await startFakeTmdb(world, { limits: [] });
  bench = openIdentifyBench();
  bench.providers = [tmdbOver(fake)];
  for (const [index, { folder }] of world.library.films.entries()) films.push({ item: bench.addFilm(folder), index });
  for (const [index, { folder, files }] of world.library.series.entries()) {
    shows.push({ item: bench.addShow(folder, files.some(({ path }) => /S\d+E/.test(path)) ? { 1: 1 } : {}), index });
  }
  await bench.run({ items: [...films, ...shows].map(({ item }) => item) });
});
afterAll(async () => {
  bench.close();
  await fake.close();
});

const idOf = (item: IdentifiableRef): unknown => {
  const row = bench.row(item);
  return row['state'] === 'identified' ? row['tmdb_id'] : `inbox: ${identificationOf(bench.db, item)?.reason ?? '?'}`;
};

describe('a library of three hundred films and twenty shows', () => {
  it('is never matched wrongly; what has to wait, waits', () => {
    const wrong = films.flatMap(({ item, index }) => {
      const { folder, expect: wanted, right, case: kind } = world.library.films[index]!;
      const found = idOf(item);
      const isWaiting = typeof found === 'string';
      const isFine =
        wanted === 'inbox' ? isWaiting : wanted === 'match' ? found === right : isWaiting || found === right;
      return isFine ? [] : [`${kind}: ${folder} → ${String(found)} instead of ${String(right)}`];
    });
    expect(wrong).toEqual([]);
  });

  it('of shows, too', () => {
    const wrong = shows.flatMap(({ item, index }) => {
      const { folder, expect: wanted, right, case: kind } = world.library.series[index]!;
      const found = idOf(item);
      const isWaiting = typeof found === 'string';
      const hasTvdbId = bench.row(item)['tvdb_id'] !== null && bench.row(item)['state'] === 'identified';
      const isFine =
        wanted === 'inbox'
          ? isWaiting
          : wanted === 'match'
            ? found === right || hasTvdbId
            : isWaiting || found === right;
      return isFine ? [] : [`${kind}: ${folder} → ${String(found)} instead of ${String(right)}`];
    });
    expect(wrong).toEqual([]);
  });

  it('takes little more than a request a title', () => {
    expect(fake.api.requests.length).toBeLessThan(320 * 1.6);
  });
});
