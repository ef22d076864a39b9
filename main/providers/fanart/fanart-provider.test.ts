import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FANART_KEY, FANART_PERSONAL_KEY, startFakeFanart } from '../../../e2e/fakes/fanart.ts';
import type { FakeFanart } from '../../../e2e/fakes/fanart.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { askOptions, memoryClient, testAccess } from '../__testing__/memory-client.ts';
import { createFanartProvider } from './fanart-provider.ts';

const world = createWorld();
const film = world.films[0]!;
const show = world.series[0]!;
const ids = { tmdbId: film.tmdbId, tvdbId: null, imdbId: film.imdbId };
let fake: FakeFanart;
beforeAll(async () => {
  fake = await startFakeFanart(world);
});
afterAll(() => fake.close());
afterEach(() => {
  fake.api.setFaults([]);
  fake.api.forget();
});

const provider = (values: { key?: string | null; secondKey?: string; baseUrl?: string } = {}) => {
  const memory = memoryClient();
  const access = testAccess({ key: FANART_KEY, baseUrl: fake.url, ...values });
  return { ...memory, fanart: createFanartProvider(memory.client, access) };
};

describe('fanart.tv', () => {
  it('offers the images of a film, with their sizes', async () => {
    const answer = await provider().fanart.movie?.(ids, askOptions());
    const logos = film.images.filter(({ kind, hosts }) => kind === 'logo' && hosts.includes('fanart'));
    const offered = answer?.images.filter(({ type }) => type === 'clearlogo') ?? [];
    expect(offered).toHaveLength(logos.length);
    expect(offered.map(({ width }) => width).toSorted()).toEqual(logos.map(({ width }) => width).toSorted());
    expect(new Set(answer?.images.map(({ type }) => type))).toEqual(
      new Set(['fanart', 'clearlogo', 'clearart', 'discart', 'banner', 'landscape']),
    );
    const reply = await fetch(offered[0]!.previewUrl!);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('finds a film by its IMDb id, and knows the sizes of the old version', async () => {
    const { fanart } = provider({ baseUrl: fake.api.url });
    const answer = await fanart.movie?.({ ...ids, tmdbId: null }, askOptions());
    expect(answer?.ids.tmdbId).toBe(film.tmdbId);
    expect(answer?.images.find(({ type }) => type === 'clearart')).toMatchObject({ width: 1000, height: 562 });
    expect(fake.api.requests[0]?.path).toBe(`/v3/movies/${film.imdbId}`);
  });

  it('offers the images of a show and its seasons', async () => {
    const answer = await provider().fanart.series?.({ tmdbId: null, tvdbId: show.tvdbId, imdbId: null }, askOptions());
    expect(answer?.images.some(({ type, season }) => type === 'characterart' && season === null)).toBe(true);
    const posters = answer?.images.filter(({ type }) => type === 'poster').map(({ season }) => season);
    expect(posters?.toSorted()).toEqual(show.seasons.map(({ number }) => number));
  });

  it('knows nothing of what is not there, whichever way it is said', async () => {
    const { fanart } = provider();
    expect(await fanart.movie?.({ ...ids, tmdbId: 1 }, askOptions())).toBeNull();
    expect(await fanart.movie?.({ tmdbId: null, tvdbId: 3, imdbId: null }, askOptions())).toBeNull();
    expect(await fanart.series?.(ids, askOptions())).toBeNull();
    const polite = await startFakeFanart(world, { isNotFoundOk: true });
    expect(await provider({ baseUrl: polite.url }).fanart.movie?.({ ...ids, tmdbId: 1 }, askOptions())).toBeNull();
    await polite.close();
  });

  it("sends the project's key and the person's, or either", async () => {
    await provider({ secondKey: FANART_PERSONAL_KEY }).fanart.test(new AbortController().signal);
    await provider({ key: null, secondKey: FANART_PERSONAL_KEY }).fanart.test(new AbortController().signal);
    expect(fake.api.requests.map(({ query }) => [query.get('api_key'), query.get('client_key')])).toEqual([
      [FANART_KEY, FANART_PERSONAL_KEY],
      [FANART_PERSONAL_KEY, FANART_PERSONAL_KEY],
    ]);
    const { fanart, kept } = provider();
    await fanart.movie?.(ids, askOptions());
    expect(JSON.stringify([...kept])).not.toContain(FANART_KEY);
  });

  it('says what is wrong with a key', async () => {
    await expect(provider({ key: 'wrong' }).fanart.test(new AbortController().signal)).rejects.toMatchObject({
      code: 'bad_key',
    });
    const { fanart } = provider({ key: null });
    expect(await fanart.isConfigured()).toBe(false);
    await expect(fanart.movie?.(ids, askOptions())).rejects.toMatchObject({ code: 'no_key' });
  });
});
