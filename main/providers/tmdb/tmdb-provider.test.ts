import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { startFakeTmdb, TMDB_KEY, TMDB_TOKEN } from '../../../e2e/fakes/tmdb.ts';
import type { FakeTmdb } from '../../../e2e/fakes/tmdb.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { asking, noIds, tmdbOver } from './__testing__/ask-fake-tmdb.ts';

const world = createWorld();
let fake: FakeTmdb;
beforeAll(async () => {
  fake = await startFakeTmdb(world, { limits: [] });
});
afterEach(() => {
  fake.api.setFaults([]);
  fake.api.forget();
});
afterAll(() => fake.close());

const paths = (): string[] => fake.api.requests.map(({ path }) => path.replace('/3', ''));
const film = world.films.find((one) => one.setId !== null && one.texts['de-DE'] && one.trailers.length > 1)!;

describe('the key', () => {
  it('is sent as it is meant: a token in a header, a short key in the address, and neither is kept or logged', async () => {
    for (const key of [TMDB_TOKEN, TMDB_KEY]) {
      const log: string[] = [];
      await tmdbOver(fake, { key, log }).movie!({ ...noIds, tmdbId: film.tmdbId }, asking());
      expect(log.join()).toContain(`/movie/${String(film.tmdbId)}`);
      expect(log.join()).not.toContain(key);
    }
    expect(fake.api.requests.map(({ query, headers }) => [query.get('api_key'), headers['authorization']])).toEqual([
      [null, `Bearer ${TMDB_TOKEN}`],
      [null, `Bearer ${TMDB_TOKEN}`],
      [TMDB_KEY, undefined],
      [TMDB_KEY, undefined],
    ]);
  });

  it('is tested, missed and refused in words', async () => {
    const { signal } = asking();
    await expect(tmdbOver(fake).test(signal)).resolves.toBeUndefined();
    await expect(tmdbOver(fake, { key: 'f'.repeat(32) }).test(signal)).rejects.toMatchObject({ code: 'bad_key' });
    await expect(tmdbOver(fake, { key: null }).test(signal)).rejects.toMatchObject({ code: 'no_key' });
    expect(await tmdbOver(fake, { key: null }).isConfigured()).toBe(false);
    expect(await tmdbOver(fake).isConfigured()).toBe(true);
  });
});

describe('a film', () => {
  it('is one request, and none when asked again', async () => {
    const tmdb = tmdbOver(fake);
    const answer = await tmdb.movie!({ ...noIds, tmdbId: film.tmdbId }, asking());
    expect(paths()).toEqual([`/movie/${String(film.tmdbId)}`, '/configuration']);
    expect(await tmdb.movie!({ ...noIds, tmdbId: film.tmdbId }, asking())).toEqual(answer);
    expect(fake.api.requests).toHaveLength(2);
  });

  it('is told in each language, with what has none apart', async () => {
    const answer = (await tmdbOver(fake).movie!({ ...noIds, imdbId: film.imdbId }, asking()))!;
    expect(answer).toMatchObject({
      providerId: String(film.tmdbId),
      ids: { tmdbId: film.tmdbId, imdbId: film.imdbId, tvdbId: null },
    });
    const [general, german, english] = answer.records;
    expect(answer.records.map(({ language }) => language)).toEqual(['', 'de-DE', 'en-US']);
    expect(german?.metadata.title).toBe(film.texts['de-DE']!.title);
    expect(german?.metadata.genres).toEqual(film.genres.map(({ names }) => names.de));
    expect(german?.metadata.set?.tmdbCollectionId).toBe(film.setId);
    expect(english?.metadata).toMatchObject({
      title: film.texts['en-US']!.title,
      plot: film.texts['en-US']!.overview,
      genres: [],
      set: null,
    });
    expect(general?.metadata).toMatchObject({
      title: null,
      originalTitle: film.originalTitle,
      year: film.year,
      premiered: film.released,
      runtime: film.runtime,
      studios: film.studios,
      directors: [...new Set(film.crew.filter((one) => one.job === 'Director').map(nameOf))],
    });
    expect(general?.metadata.actors.map(({ name, tmdbId, role }) => [name, tmdbId, role])).toEqual(
      film.cast.map((credit) => [nameOf(credit), credit.personId, credit.character === '' ? null : credit.character]),
    );
    expect(general?.metadata.ratings).toEqual([
      {
        source: 'themoviedb',
        value: Math.round(film.ratings.tmdb.value * 1000) / 1000,
        max: 10,
        votes: film.ratings.tmdb.votes,
        isDefault: false,
      },
    ]);
    const cinema = film.releases.find((release) => release.type === 3)!;
    expect(general?.certifications?.[cinema.country]).toBe(cinema.certification);
  });

  it('offers its images and trailers, and the images are there', async () => {
    const answer = (await tmdbOver(fake).movie!({ ...noIds, tmdbId: film.tmdbId }, asking()))!;
    const there = film.images.filter((image) => image.hosts.includes('tmdb') && image.language !== 'fr');
    const textless = there.filter((image) => image.kind === 'poster' && image.language === null);
    expect(answer.images).toHaveLength(there.length + textless.length);
    expect(new Set(answer.images.map(({ type }) => type))).toEqual(
      new Set(['poster', 'keyart', 'fanart', 'landscape', 'clearlogo']),
    );
    const logo = answer.images.find(({ type }) => type === 'clearlogo')!;
    const bytes = Buffer.from(await (await fetch(logo.url)).arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ width: logo.width, height: logo.height, hasAlpha: true });
    const preview = Buffer.from(await (await fetch(logo.previewUrl!)).arrayBuffer());
    expect((await sharp(preview).metadata()).width).toBe(300);
    const wanted = film.trailers.filter(({ language }) => language === 'de' || language === 'en');
    expect(new Set(answer.trailers.map(({ sourceKey }) => sourceKey))).toEqual(
      new Set(wanted.map(({ site, key }) => `${site.toLowerCase()}/${key}`)),
    );
  });

  it('has only images without text when none of the languages fits, and all when all are wanted', async () => {
    const ids = { ...noIds, tmdbId: film.tmdbId };
    const none = (await tmdbOver(fake).movie!(ids, asking({ imageLanguages: ['ko'] })))!;
    expect(none.images.every(({ language }) => language === null)).toBe(true);
    const all = (await tmdbOver(fake).movie!(ids, asking({ imageLanguages: [] })))!;
    expect(new Set(all.images.map(({ language }) => language))).toEqual(new Set([null, 'en', 'de', 'fr']));
  });

  it('is null when its id is gone, and the other one when it was merged', async () => {
    const tmdb = tmdbOver(fake);
    expect(await tmdb.movie!({ ...noIds, tmdbId: world.goneIds[0]! }, asking())).toBeNull();
    const [old, now] = [...world.mergedIds][0]!;
    expect(await tmdb.movie!({ ...noIds, tmdbId: old }, asking())).toMatchObject({
      providerId: String(now),
      ids: { tmdbId: now },
    });
    expect(await tmdb.movie!(noIds, asking())).toBeNull();
  });

  it('has a plot without markup, whatever is in it', async () => {
    const arabic = world.films.find((one) => one.originalLanguage === 'ar')!;
    const answer = await tmdbOver(fake).movie!({ ...noIds, tmdbId: arabic.tmdbId }, asking({ languages: ['en-US'] }));
    expect(answer?.records[1]?.metadata.plot).toBe('A port, one night & two ships 🚢. ميناء وليلة واحدة');
  });
});

describe('a search', () => {
  const query = (
    title: string,
    year: number | null = null,
  ): { title: string; year: number | null; language: string } => ({
    title,
    year,
    language: 'en-US',
  });

  it('asks once for a title that is there in its year', async () => {
    const tmdb = tmdbOver(fake);
    const hits = await tmdb.search!('movie', query('The Salt Lantern', 1958), asking());
    expect(hits).toMatchObject([{ title: 'The Salt Lantern', year: 1958, popularity: 1, runtimeMinutes: null }]);
    expect(paths().filter((path) => path.startsWith('/search'))).toHaveLength(1);
  });

  it('looks further where the year is off, and tells those of one name apart by their length', async () => {
    const hits = await tmdbOver(fake).search!('movie', query('The Juniper Case', 2006), asking());
    expect(hits.map(({ title, year }) => [title, year])).toEqual([
      ['The Juniper Case', 2005],
      ['The Juniper Case', 2007],
    ]);
    const twins = await tmdbOver(fake).search!('movie', query('Hollow Tide', 2004), asking());
    expect(twins.map(({ runtimeMinutes }) => runtimeMinutes)).toEqual([98, 131]);
    expect(twins.map(({ popularity }) => popularity)).toEqual([1, expect.closeTo(2 / 30, 5)]);
  });

  it('finds what is called so elsewhere, and says so', async () => {
    const hits = await tmdbOver(fake).search!('movie', query('Shizuka na Tōdaimori', 2008), asking());
    expect(hits[0]).toMatchObject({ title: 'The Quiet Keeper', originalTitle: '静かな灯台守', originalLanguage: 'ja' });
    expect(hits[0]?.alternativeTitles).toContain('Shizuka na Tōdaimori');
    expect(hits[0]?.alternativeTitles).not.toContain('The Quiet Keeper');
  });

  it('takes the first page of hundreds', async () => {
    const hits = await tmdbOver(fake).search!('movie', query('the'), asking());
    expect(hits).toHaveLength(20);
    expect(hits.every(({ popularity }) => popularity !== null && popularity > 0 && popularity <= 1)).toBe(true);
  });

  it('finds shows, and nothing', async () => {
    const hits = await tmdbOver(fake).search!('series', query('The Night Office'), asking());
    expect(hits.map(({ kind, year }) => [kind, year])).toEqual([
      ['series', 2018],
      ['series', 1999],
    ]);
    expect(await tmdbOver(fake).search!('movie', query('zzz qqq', 1990), asking())).toEqual([]);
  });
});

describe('ids', () => {
  const show = world.series[6]!;

  it('are completed by one of them', async () => {
    const all = { tmdbId: show.tmdbId, tvdbId: show.tvdbId, imdbId: show.imdbId };
    const tmdb = tmdbOver(fake);
    expect(await tmdb.find!('series', { ...noIds, tvdbId: show.tvdbId }, asking())).toEqual(all);
    expect(await tmdb.find!('series', { ...noIds, imdbId: show.imdbId }, asking())).toEqual(all);
    expect(await tmdb.find!('series', { ...noIds, tmdbId: show.tmdbId }, asking())).toEqual(all);
    const ofFilm = { tmdbId: film.tmdbId, imdbId: film.imdbId, tvdbId: null };
    expect(await tmdb.find!('movie', { ...noIds, imdbId: film.imdbId }, asking())).toEqual(ofFilm);
  });

  it('are null for what is not known, or is something else there', async () => {
    const tmdb = tmdbOver(fake);
    expect(await tmdb.find!('movie', { ...noIds, tvdbId: show.tvdbId }, asking())).toBeNull();
    expect(await tmdb.find!('movie', { ...noIds, imdbId: 'tt0000001' }, asking())).toBeNull();
    expect(await tmdb.find!('series', { ...noIds, tmdbId: 1 }, asking())).toBeNull();
  });
});

describe('sets and people', () => {
  it('tells a set with its films in order', async () => {
    const set = world.sets[0]!;
    const answer = (await tmdbOver(fake).set!(set.tmdbId, asking()))!;
    expect(answer.members.map(({ tmdbId }) => tmdbId)).toEqual(set.filmIds);
    const english = answer.records.find(({ language }) => language === 'en-US')!;
    expect(english.metadata).toMatchObject({ name: set.texts['en-US']!.title, overview: set.texts['en-US']!.overview });
    expect(answer.images.map(({ type }) => type).sort()).toEqual(['fanart', 'poster', 'poster']);
    expect(await tmdbOver(fake).set!(1, asking())).toBeNull();
  });

  it('tells a person with portraits', async () => {
    const person = [...world.people.values()].find(({ images }) => images.length > 1)!;
    const answer = (await tmdbOver(fake).person!({ ...noIds, tmdbId: person.tmdbId }, asking()))!;
    expect(answer).toMatchObject({ name: person.name, ids: { tmdbId: person.tmdbId, imdbId: person.imdbId } });
    expect(answer.images.map(({ type }) => type)).toEqual(person.images.map(() => 'thumb'));
  });
});

function nameOf({ personId }: { personId: number }): string {
  return world.people.get(personId)!.name;
}
