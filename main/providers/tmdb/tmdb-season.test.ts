import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFakeTmdb } from '../../../e2e/fakes/tmdb.ts';
import type { FakeTmdb } from '../../../e2e/fakes/tmdb.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { asking, noIds, tmdbOver } from './__testing__/ask-fake-tmdb.ts';

const world = createWorld();
let fake: FakeTmdb;
beforeAll(async () => {
  fake = await startFakeTmdb(world, { limits: [] });
});
afterEach(() => fake.api.forget());
afterAll(() => fake.close());

const show = world.series[0]!;
const ids = { ...noIds, tmdbId: show.tmdbId };

describe('a show', () => {
  it('is one request with all its ids, seasons and certifications', async () => {
    const answer = (await tmdbOver(fake).series!({ ...noIds, tvdbId: show.tvdbId }, asking()))!;
    expect(fake.api.requests.map(({ path }) => path)).toEqual([
      `/3/find/${String(show.tvdbId)}`,
      `/3/tv/${String(show.tmdbId)}`,
      '/3/configuration',
    ]);
    expect(answer.ids).toEqual({ tmdbId: show.tmdbId, tvdbId: show.tvdbId, imdbId: show.imdbId });
    expect(answer.seasons.map(({ season, episodeCount }) => [season, episodeCount])).toEqual(
      show.seasons.map(({ number, episodes }) => [number, episodes.length]),
    );
    const [general, german] = answer.records;
    expect(general?.certifications).toEqual(show.certifications);
    expect(general?.metadata).toMatchObject({
      status: show.status,
      studios: show.networks,
      year: show.year,
      runtime: 45,
    });
    expect(general?.metadata.writers).toEqual(show.creators.map((id) => world.people.get(id)!.name));
    expect(general?.metadata.actors.map(({ tmdbId }) => tmdbId)).toEqual(show.cast.map(({ personId }) => personId));
    expect(german?.metadata.namedSeasons).toEqual([]);
    expect(answer.images.length).toBeGreaterThan(4);
    expect(answer.images.every(({ season }) => season === null)).toBe(true);
  });
});

describe('a season', () => {
  it('comes with its episodes in one request a language', async () => {
    const season = show.seasons.find(({ number }) => number === 1)!;
    const answer = (await tmdbOver(fake).season!(ids, 1, 'aired', asking()))!;
    expect(fake.api.requests.map(({ path, query }) => [path, query.get('language')])).toEqual([
      [`/3/tv/${String(show.tmdbId)}/season/1`, 'de-DE'],
      [`/3/tv/${String(show.tmdbId)}/season/1`, 'en-US'],
      ['/3/configuration', null],
    ]);
    expect(answer.ids).toEqual({ tmdbId: season.tmdbId, tvdbId: season.tvdbId, imdbId: null });
    expect(answer.images.every((image) => image.season === 1)).toBe(true);
    expect(answer.episodes.map(({ records }) => records[0]?.metadata.episode)).toEqual(
      season.episodes.map(({ number }) => number),
    );
    for (const [index, episode] of season.episodes.entries()) {
      const told = answer.episodes[index]!;
      const titles = Object.fromEntries(told.records.map(({ language, metadata }) => [language, metadata.title]));
      expect(titles['en-US']).toBe(episode.texts['en-US']!.title);
      // What is not translated is called "Folge 3" there, which is no title.
      expect(titles['de-DE'] ?? null).toBe(episode.texts['de-DE']?.title ?? null);
      expect(told.images.map(({ type }) => type)).toEqual(episode.images.map(() => 'thumb'));
      const actors = told.records[0]!.metadata.actors;
      expect(actors.slice(0, 4).map(({ tmdbId }) => tmdbId)).toEqual(show.cast.slice(0, 4).map((one) => one.personId));
      expect(actors.map(({ tmdbId }) => tmdbId)).toEqual(
        expect.arrayContaining(episode.guests.map(({ personId }) => personId)),
      );
    }
  });

  it('has specials, and is null when there is none', async () => {
    const specials = (await tmdbOver(fake).season!(ids, 0, 'aired', asking()))!;
    expect(specials.season).toBe(0);
    expect(specials.episodes[0]?.records[0]?.metadata.aired).toBeNull();
    expect(specials.records.every(({ metadata }) => metadata.title === null)).toBe(true);
    expect(await tmdbOver(fake).season!(ids, 99, 'aired', asking())).toBeNull();
    expect(await tmdbOver(fake).season!({ ...noIds, tmdbId: 1 }, 1, 'aired', asking())).toBeNull();
  });
});

describe('other orders', () => {
  it('numbers by disc where somebody has entered that', async () => {
    const discs = world.series.find((one) => one.groups.some(({ type }) => type === 3) && one.seasons.length > 2)!;
    const expected = discs.seasons
      .flatMap(({ episodes }) => episodes)
      .filter(({ dvd }) => dvd?.season === 2)
      .sort((a, b) => a.dvd!.number - b.dvd!.number);
    const answer = (await tmdbOver(fake).season!({ ...noIds, tmdbId: discs.tmdbId }, 2, 'dvd', asking()))!;
    expect(answer.episodes.map(({ providerId }) => providerId)).toEqual(expected.map(({ tmdbId }) => String(tmdbId)));
    expect(expected[0]?.season).toBe(1);
    expect(answer.episodes[0]?.records[0]?.metadata).toMatchObject({
      season: 2,
      episode: 1,
      dvdSeason: 2,
      dvdEpisode: 1,
    });
    expect(answer.episodes[0]?.records[0]?.metadata.directors.length).toBeGreaterThan(0);
  });

  it('counts through all seasons', async () => {
    const counted = world.series.find((one) => one.groups.some(({ type }) => type === 2))!;
    const regular = counted.seasons.filter(({ number }) => number > 0).flatMap(({ episodes }) => episodes);
    const answer = (await tmdbOver(fake).season!({ ...noIds, tmdbId: counted.tmdbId }, 1, 'absolute', asking()))!;
    expect(answer.episodes.map(({ providerId }) => providerId)).toEqual(regular.map(({ tmdbId }) => String(tmdbId)));
    expect(answer.episodes.map(({ records }) => records[0]?.metadata.absolute)).toEqual(regular.map((_, at) => at + 1));
  });

  it('counts by airing, and has discs as it aired, where nobody has', async () => {
    const tmdb = tmdbOver(fake);
    const counted = (await tmdb.season!(ids, 1, 'absolute', asking()))!;
    const regular = show.seasons.filter(({ number }) => number > 0).flatMap(({ episodes }) => episodes);
    expect(counted.episodes.map(({ records }) => records[0]?.metadata.absolute)).toEqual(
      regular.map((_, at) => at + 1),
    );
    const discs = (await tmdb.season!(ids, 1, 'dvd', asking()))!;
    expect(discs.episodes[0]?.records[0]?.metadata).toMatchObject({ episode: 1, dvdSeason: null, dvdEpisode: null });
    expect(await tmdb.season!(ids, 0, 'absolute', asking())).toMatchObject({ season: 0 });
  });
});
