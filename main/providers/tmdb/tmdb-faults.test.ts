import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFakeTmdb } from '../../../e2e/fakes/tmdb.ts';
import type { FakeTmdb } from '../../../e2e/fakes/tmdb.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { asking, noIds, tmdbOver } from './__testing__/ask-fake-tmdb.ts';

const world = createWorld();
let fake: FakeTmdb;
beforeAll(async () => {
  fake = await startFakeTmdb(world);
});
afterEach(() => {
  fake.api.setFaults([]);
  fake.api.forget();
});
afterAll(() => fake.close());

const [first, second] = world.films;
const ids = { ...noIds, tmdbId: first!.tmdbId };

describe('when TMDB fails', () => {
  it.each([
    ['html', 'bad_answer'],
    ['bad-json', 'bad_answer'],
  ] as const)('says so of %s', async (kind, code) => {
    fake.api.setFaults([{ kind, on: /movie/ }]);
    await expect(tmdbOver(fake, { isHasty: true }).movie!(ids, asking())).rejects.toMatchObject({ code });
  });

  it('does not go to another host, and shows it no key', async () => {
    fake.api.setFaults([{ kind: 'redirect', to: `${fake.images.url}/elsewhere` }]);
    const before = fake.images.requests.length;
    await expect(tmdbOver(fake, { isHasty: true }).movie!(ids, asking())).rejects.toMatchObject({ code: 'redirected' });
    expect(fake.images.requests).toHaveLength(before);
  });

  it('takes JSON of another kind for no answer, and a page that is not there for no missing film', async () => {
    const elsewhere = { ...fake, url: `${fake.images.url}/3` };
    await expect(tmdbOver(elsewhere, { isHasty: true }).movie!(ids, asking())).rejects.toMatchObject({
      code: 'refused',
      status: 404,
    });
    const wrong = { ...fake, url: `${fake.api.url}/3/configuration?x=` };
    await expect(tmdbOver(wrong, { isHasty: true }).movie!(ids, asking())).rejects.toMatchObject({
      code: 'bad_answer',
    });
  });

  it('shows thumbnails in the sizes of old when it does not say which there are', async () => {
    fake.api.setFaults([{ kind: 'html', on: /configuration/ }]);
    const answer = (await tmdbOver(fake, { isHasty: true }).movie!(ids, asking()))!;
    expect(answer.images.find(({ type }) => type === 'poster')?.previewUrl).toMatch(/\/t\/p\/w342\//);
  });

  it('arrives all the same when it comes late, is cut or is sent away once', async () => {
    const tmdb = tmdbOver(fake, { isHasty: true });
    fake.api.setFaults([
      { kind: 'reset', times: 1 },
      { kind: 'too-many', retryAfterS: 0, times: 1 },
      { kind: 'slow', delayMs: 30, times: 1 },
    ]);
    const answer = await tmdb.movie!({ ...noIds, tmdbId: second!.tmdbId }, asking({ isInteractive: false }));
    expect(answer?.providerId).toBe(String(second!.tmdbId));
  });

  it('stops when nobody waits any more', async () => {
    fake.api.setFaults([{ kind: 'slow', delayMs: 20_000 }]);
    const stop = new AbortController();
    const answer = tmdbOver(fake, { isHasty: true }).movie!(ids, asking({ signal: stop.signal }));
    setTimeout(() => stop.abort(new Error('Nobody waits.')), 20);
    await expect(answer).rejects.toThrow('Nobody waits.');
  });
});

describe('the limit', () => {
  it('is kept over many films at once', async () => {
    const strict = await startFakeTmdb(world, { limits: [{ requests: 10, windowMs: 250 }], isStrict: true });
    const tmdb = tmdbOver(strict, { limit: { requests: 10, windowMs: 250, concurrency: 6, perDay: null } });
    const answers = await Promise.all(
      world.films.slice(0, 30).map(({ tmdbId }) => tmdb.movie!({ ...noIds, tmdbId }, asking({ isInteractive: false }))),
    );
    expect(answers.every((answer) => answer !== null)).toBe(true);
    expect(strict.api.overruns).toEqual([]);
    expect(strict.api.mostAtOnce).toBeLessThanOrEqual(6);
    // Each film once, and the configuration, which all of them share.
    expect(strict.api.requests).toHaveLength(31);
    await strict.close();
  });
});
