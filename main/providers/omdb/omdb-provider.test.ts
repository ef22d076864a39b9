import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OMDB_KEY, startFakeOmdb } from '../../../e2e/fakes/omdb.ts';
import type { FakeOmdb } from '../../../e2e/fakes/omdb.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { askOptions, memoryClient, testAccess } from '../__testing__/memory-client.ts';
import { createOmdbProvider } from './omdb-provider.ts';

const world = createWorld();
const film = world.films.find(({ ratings }) => ratings.tomatometer !== null && ratings.metacritic !== null)!;
const ids = { tmdbId: film.tmdbId, tvdbId: null, imdbId: film.imdbId };
let fake: FakeOmdb;
beforeAll(async () => {
  fake = await startFakeOmdb(world, { perDay: 10_000 });
});
afterAll(() => fake.close());
afterEach(() => {
  fake.api.setFaults([]);
  fake.api.forget();
});

const provider = (key: string | null = OMDB_KEY, memory = memoryClient()) =>
  createOmdbProvider(memory.client, testAccess({ key, baseUrl: fake.url }));

describe('OMDb', () => {
  it('answers the ratings of a film', async () => {
    const answer = await provider().movie?.(ids, askOptions());
    expect(answer?.records[0]?.metadata.ratings).toEqual([
      { source: 'imdb', value: film.ratings.imdb.value, max: 10, votes: film.ratings.imdb.votes, isDefault: false },
      { source: 'tomatometerallcritics', value: film.ratings.tomatometer, max: 100, votes: null, isDefault: false },
      { source: 'metacritic', value: film.ratings.metacritic, max: 100, votes: null, isDefault: false },
    ]);
  });

  it('answers a show', async () => {
    const show = world.series[0]!;
    const answer = await provider().series?.({ tmdbId: null, tvdbId: null, imdbId: show.imdbId }, askOptions());
    expect(answer).toMatchObject({
      kind: 'series',
      records: [{ metadata: { year: show.year } }, { language: 'en-US' }],
    });
  });

  it('knows nothing of an id that is not there, of none, and of one of another kind', async () => {
    const omdb = provider();
    expect(await omdb.movie?.({ ...ids, imdbId: 'tt9999999' }, askOptions())).toBeNull();
    expect(await omdb.movie?.({ ...ids, imdbId: null }, askOptions())).toBeNull();
    expect(await omdb.series?.(ids, askOptions())).toBeNull();
  });

  it('keeps an answer for three days', async () => {
    const memory = memoryClient();
    const omdb = provider(OMDB_KEY, memory);
    await omdb.movie?.(ids, askOptions());
    memory.advance(2.9 * 86_400_000);
    await omdb.movie?.(ids, askOptions());
    expect(fake.api.requests).toHaveLength(1);
    memory.advance(86_400_000);
    await omdb.movie?.(ids, askOptions());
    expect(fake.api.requests).toHaveLength(2);
    expect([...memory.kept.keys()].join()).not.toContain(OMDB_KEY);
  });

  it('tells a wrong key from a quota that is used up', async () => {
    await expect(provider('wrong').test(new AbortController().signal)).rejects.toMatchObject({ code: 'bad_key' });
    await expect(provider(null).movie?.(ids, askOptions())).rejects.toMatchObject({ code: 'no_key' });
    const small = await startFakeOmdb(world, { perDay: 1 });
    const memory = memoryClient(Date.parse('2026-05-01T12:00:00.000Z'));
    const omdb = createOmdbProvider(memory.client, testAccess({ key: OMDB_KEY, baseUrl: small.url }));
    await omdb.test(new AbortController().signal);
    await expect(omdb.movie?.(ids, askOptions())).rejects.toMatchObject({
      code: 'quota',
      retryAtMs: Date.parse('2026-05-02T00:00:00.000Z'),
    });
    await small.close();
  });

  it('keeps nothing of an answer that is none', async () => {
    const memory = memoryClient();
    const omdb = provider(OMDB_KEY, memory);
    fake.api.setFaults([{ kind: 'html' }]);
    await expect(omdb.movie?.(ids, askOptions())).rejects.toMatchObject({ code: 'bad_answer' });
    fake.api.setFaults([]);
    expect(memory.kept.size).toBe(0);
    expect(await omdb.movie?.(ids, askOptions())).not.toBeNull();
  });
});
