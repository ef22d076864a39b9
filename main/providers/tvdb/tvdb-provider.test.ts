import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFakeTvdb, TVDB_KEY, TVDB_PIN } from '../../../e2e/fakes/tvdb.ts';
import type { FakeTvdb } from '../../../e2e/fakes/tvdb.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { askOptions, memoryClient, testAccess } from '../__testing__/memory-client.ts';
import { createTvdbProvider } from './tvdb-provider.ts';

const DAY_MS = 86_400_000;
const world = createWorld();
const show = world.series.find(({ groups }) => groups.length === 2)!;
const film = world.films.find(({ tvdbId, released }) => tvdbId !== null && released !== null)!;
const NOBODY = { tmdbId: null, tvdbId: null, imdbId: null };
let fake: FakeTvdb;
beforeAll(async () => {
  fake = await startFakeTvdb(world, { episodesPerPage: 7 });
});
afterAll(() => fake.close());
afterEach(() => {
  fake.api.setFaults([]);
  fake.api.forget();
});

const setUp = (values: { key?: string | null; secondKey?: string; baseUrl?: string } = {}) => {
  const memory = memoryClient();
  const access = testAccess({ key: TVDB_KEY, baseUrl: fake.url, ...values });
  return { ...memory, tvdb: createTvdbProvider(memory.client, access, memory.now) };
};
const paths = (): string[] =>
  fake.api.requests.map(({ path, query }) => `${path}${query.size > 0 ? `?${query.toString()}` : ''}`);

describe('TheTVDB: the login', () => {
  it('logs in once, and keeps neither key nor token', async () => {
    const { tvdb, kept } = setUp();
    await Promise.all([
      tvdb.series?.({ ...NOBODY, tvdbId: show.tvdbId }, askOptions()),
      tvdb.movie?.({ ...NOBODY, tvdbId: film.tvdbId }, askOptions()),
    ]);
    expect(paths().filter((path) => path === '/v4/login')).toHaveLength(1);
    expect(JSON.stringify([...kept])).not.toMatch(new RegExp(`${TVDB_KEY}|eyJhb`));
    expect(JSON.parse(fake.api.requests[0]!.body)).toEqual({ apikey: TVDB_KEY });
  });

  it('logs in anew when the token is no longer accepted, and before its month is over', async () => {
    const { tvdb, advance, problems } = setUp();
    const ask = () => tvdb.series?.({ ...NOBODY, tvdbId: show.tvdbId }, askOptions({ isFresh: true }));
    await ask();
    fake.expireTokens();
    expect(await ask()).not.toBeNull();
    expect(paths().filter((path) => path === '/v4/login')).toHaveLength(2);
    advance(27 * DAY_MS);
    await ask();
    expect(paths().filter((path) => path === '/v4/login')).toHaveLength(3);
    expect(problems.map(([, { status }]) => status)).toEqual([401]);
  });

  it('says what is wrong with a key', async () => {
    const { signal } = new AbortController();
    await expect(setUp({ key: 'wrong' }).tvdb.test(signal)).rejects.toMatchObject({ code: 'bad_key' });
    await expect(setUp({ key: null }).tvdb.test(signal)).rejects.toMatchObject({ code: 'no_key' });
    await expect(setUp().tvdb.test(signal)).resolves.toBeUndefined();
    const supported = await startFakeTvdb(world, { needsPin: true });
    const baseUrl = supported.url;
    await expect(setUp({ baseUrl }).tvdb.test(signal)).rejects.toThrow(/PIN/);
    await expect(setUp({ baseUrl, secondKey: TVDB_PIN }).tvdb.test(signal)).resolves.toBeUndefined();
    await supported.close();
  });

  it('answers what is kept even when nobody can log in', async () => {
    const { client, tvdb, now } = setUp();
    const ids = { ...NOBODY, tvdbId: film.tvdbId };
    const before = await tvdb.movie?.(ids, askOptions());
    fake.api.setFaults([{ kind: 'error', status: 500 }]);
    const restarted = createTvdbProvider(client, testAccess({ key: TVDB_KEY, baseUrl: fake.url }), now);
    expect(await restarted.movie?.(ids, askOptions())).toEqual(before);
    await expect(restarted.movie?.({ ...NOBODY, tvdbId: 1 }, askOptions())).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});

describe('TheTVDB: searching', () => {
  it('finds shows and films in the language asked for', async () => {
    const { tvdb } = setUp();
    const german = show.texts['de-DE']?.title ?? show.originalTitle;
    const hits = await tvdb.search?.('series', { title: german, year: null, language: 'de-DE' }, askOptions());
    expect(hits?.[0]).toMatchObject({
      kind: 'series',
      title: german,
      originalTitle: show.originalTitle,
      ids: { tvdbId: show.tvdbId, imdbId: show.imdbId, tmdbId: show.tmdbId },
      year: show.year,
    });
    const films = await tvdb.search?.(
      'movie',
      { title: film.originalTitle, year: 1900, language: 'en-US' },
      askOptions(),
    );
    expect(films?.map(({ ids }) => ids.tvdbId)).toContain(film.tvdbId);
    expect(paths().filter((path) => path.includes('year='))).toEqual([]);
    expect(await tvdb.search?.('movie', { title: 'zzz', year: null, language: 'en-US' }, askOptions())).toEqual([]);
  });

  it('asks for the year as well when a title is too common', async () => {
    const { tvdb } = setUp();
    const common = await tvdb.search?.('movie', { title: 'the', year: film.year, language: 'en-US' }, askOptions());
    expect(paths().filter((path) => path.includes(`year=${String(film.year)}`))).toHaveLength(1);
    expect(new Set(common?.map(({ ids }) => ids.tvdbId)).size).toBe(common?.length);
  });

  it('completes ids by IMDb, and by TMDB only where TheTVDB names it', async () => {
    const { tvdb } = setUp();
    const whole = { tvdbId: film.tvdbId, imdbId: film.imdbId, tmdbId: film.tmdbId };
    expect(await tvdb.find?.('movie', { ...NOBODY, imdbId: film.imdbId }, askOptions())).toEqual(whole);
    expect(await tvdb.find?.('movie', { ...NOBODY, tmdbId: film.tmdbId }, askOptions())).toEqual(whole);
    expect(await tvdb.find?.('series', { ...NOBODY, imdbId: film.imdbId }, askOptions())).toBeNull();
    // A number that a film and a show share at TMDB.
    const first = world.series[0]!;
    expect(await tvdb.find?.('series', { ...NOBODY, tmdbId: first.tmdbId }, askOptions())).toMatchObject({
      tvdbId: first.tvdbId,
    });
    expect(await tvdb.find?.('movie', NOBODY, askOptions())).toBeNull();
  });

  it('finds an entry again whose id was taken away', async () => {
    const { tvdb } = setUp();
    const ids = { tvdbId: 999_999, imdbId: show.imdbId, tmdbId: null };
    expect((await tvdb.series?.(ids, askOptions()))?.providerId).toBe(String(show.tvdbId));
    expect(await tvdb.series?.({ ...NOBODY, tvdbId: 999_999 }, askOptions())).toBeNull();
  });
});

describe('TheTVDB: details', () => {
  it('answers a film', async () => {
    const answer = await setUp().tvdb.movie?.({ ...NOBODY, tvdbId: film.tvdbId }, askOptions());
    expect(answer?.records[0]?.metadata).toMatchObject({
      originalTitle: film.originalTitle,
      premiered: film.released,
      runtime: film.runtime,
      imdbId: film.imdbId,
      tmdbId: film.tmdbId,
    });
    expect(answer?.records[0]?.metadata.actors.map(({ role }) => role)).toEqual(
      film.cast.toSorted((a, b) => a.order - b.order).map(({ character }) => character || null),
    );
    expect(answer?.records.find(({ language }) => language === 'en-US')?.metadata.plot).toBe(
      film.texts['en-US']?.overview,
    );
    expect(answer?.images.some(({ type }) => type === 'poster')).toBe(true);
    const image = await fetch(answer!.images[0]!.url);
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('answers a show, and takes the known types of artwork when they cannot be looked up', async () => {
    const { tvdb } = setUp();
    const ids = { ...NOBODY, tvdbId: show.tvdbId };
    const answer = await tvdb.series?.(ids, askOptions());
    expect(answer).toMatchObject({
      ids: { tvdbId: show.tvdbId, imdbId: show.imdbId, tmdbId: show.tmdbId },
      seasons: show.seasons.map(({ number, tvdbId }) => ({ season: number, providerId: String(tvdbId) })),
    });
    fake.api.setFaults([{ kind: 'gone', on: /types$/ }]);
    expect((await setUp().tvdb.series?.(ids, askOptions()))?.images).toEqual(answer?.images);
  });

  it('keeps details for a week', async () => {
    const { tvdb, advance } = setUp();
    const ids = { ...NOBODY, tvdbId: show.tvdbId };
    await tvdb.series?.(ids, askOptions());
    const asked = fake.api.requests.length;
    advance(6 * DAY_MS);
    await tvdb.series?.(ids, askOptions());
    expect(fake.api.requests).toHaveLength(asked);
  });
});

describe('TheTVDB: seasons', () => {
  const season = show.seasons.find(({ number }) => number === 2)!;

  it('answers a season in the order of airing, whatever number of pages it takes', async () => {
    const { tvdb } = setUp();
    const answer = await tvdb.season?.({ ...NOBODY, tvdbId: show.tvdbId }, 2, 'aired', askOptions());
    expect(answer?.episodes.map(({ ids }) => ids.tvdbId)).toEqual(season.episodes.map(({ tvdbId }) => tvdbId));
    const [first] = season.episodes;
    const english = answer?.episodes[0]?.records.find(({ language }) => language === 'en-US');
    expect(english?.metadata).toMatchObject({ title: first?.texts['en-US']?.title });
    expect(answer?.records.find(({ language }) => language === 'en-US')?.metadata.title).toBe(
      season.texts['en-US']?.title,
    );
    expect(answer?.images.map(({ type, season: number }) => [type, number])).toContainEqual(['poster', 2]);
    expect(paths()).toContain(`/v4/series/${String(show.tvdbId)}/episodes/official?page=1`);
  });

  it('numbers episodes in the orders of discs and of all together', async () => {
    const { tvdb } = setUp();
    const ids = { ...NOBODY, tvdbId: show.tvdbId };
    const episodes = show.seasons.flatMap((one) => one.episodes);
    const disc = await tvdb.season?.(ids, 2, 'dvd', askOptions());
    for (const { ids: own, records } of disc?.episodes ?? []) {
      const { dvd } = episodes.find(({ tvdbId }) => tvdbId === own.tvdbId)!;
      expect(records[0]?.metadata).toMatchObject({
        dvdSeason: dvd?.season,
        dvdEpisode: dvd?.number,
        episode: dvd?.number,
      });
    }
    expect(disc?.episodes.length).toBe(episodes.filter(({ dvd }) => dvd?.season === 2).length);
    const all = await tvdb.season?.(ids, 1, 'absolute', askOptions());
    expect(all?.episodes.map(({ records }) => records[0]?.metadata.absolute)).toEqual(
      episodes.flatMap(({ absolute }) => absolute ?? []).toSorted((a, b) => a - b),
    );
  });

  it('knows nothing of seasons and orders that are not there', async () => {
    const { tvdb } = setUp();
    const plain = world.series.find(({ groups }) => groups.length === 0)!;
    expect(await tvdb.season?.({ ...NOBODY, tvdbId: plain.tvdbId }, 1, 'dvd', askOptions())).toBeNull();
    expect(await tvdb.season?.({ ...NOBODY, tvdbId: plain.tvdbId }, 99, 'aired', askOptions())).toBeNull();
    expect(await tvdb.season?.({ ...NOBODY, tvdbId: 999_999 }, 1, 'aired', askOptions())).toBeNull();
  });

  it('asks once for what all seasons of a refresh share', async () => {
    const { tvdb } = setUp();
    const ids = { ...NOBODY, tvdbId: show.tvdbId };
    const options = askOptions({ isFresh: true });
    await tvdb.series?.(ids, options);
    for (const { number } of show.seasons) await tvdb.season?.(ids, number, 'aired', options);
    const counts = new Map<string, number>();
    for (const path of paths()) counts.set(path, (counts.get(path) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
  });
});

describe('TheTVDB: trouble', () => {
  it('takes nothing else for its data', async () => {
    const { tvdb, kept } = setUp();
    fake.api.setFaults([{ kind: 'html', on: /extended/ }]);
    await expect(tvdb.series?.({ ...NOBODY, tvdbId: show.tvdbId }, askOptions())).rejects.toMatchObject({
      code: 'bad_answer',
    });
    expect(kept.size).toBe(0);
  });

  it('stops when it is cancelled', async () => {
    const { tvdb } = setUp();
    const control = new AbortController();
    fake.api.setFaults([{ kind: 'slow', delayMs: 60_000 }]);
    const asked = tvdb.series?.({ ...NOBODY, tvdbId: show.tvdbId }, askOptions({ signal: control.signal }));
    control.abort(new Error('Stopped.'));
    await expect(asked).rejects.toThrow('Stopped.');
  });
});
