import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImageOffer } from '../../domain/provider-answer.ts';
import { candidateRecords } from '../../store/candidate.store.ts';
import { type ArtworkScene, scenePicture, startArtworkScene, trailerOffer } from './__testing__/artwork-scene.ts';
import { storeImageOffers } from './image-offers.ts';
import { createSelectKind, previewSelection, selectArtwork } from './select-artwork.ts';
import { setSelectionConfig } from './selection-config.ts';

let scene: ArtworkScene;
beforeEach(async () => {
  scene = await startArtworkScene();
});
afterEach(() => scene.close());

const never = new AbortController().signal;
const select = (): ReturnType<typeof selectArtwork> => selectArtwork(scene.deps, scene.film, never);
const store = (...offers: ImageOffer[]): void => {
  storeImageOffers(scene.deps.db, scene.film, 'tmdb', offers, []);
};
/** What is selected of a type, best first: the server's path, or `local`. */
function selected(type = 'poster'): string[] {
  return candidateRecords(scene.deps.db, scene.film, type)
    .filter(({ isSelected }) => isSelected === 1)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ provider, sourceKey }) => (provider === 'local' ? 'local' : sourceKey.replace(/^\w+:/, '')));
}
const row = (name: string): ReturnType<typeof candidateRecords>[number] | undefined =>
  candidateRecords(scene.deps.db, scene.film).find(({ sourceKey }) => sourceKey === `tmdb:${name}`);

describe('what is chosen', () => {
  it('is fetched, verified, kept by its hash, selected by itself and to be published; the rest is not fetched', async () => {
    scene.put('/good.jpg', await scenePicture(1));
    scene.put('/poor.jpg', await scenePicture(2));
    store(scene.offer('/poor.jpg', { voteAverage: 3 }), scene.offer('/good.jpg', { voteAverage: 8, voteCount: 40 }));
    expect(previewSelection(scene.deps.db, scene.film)).toEqual([{ type: 'poster', before: 0, after: 1 }]);
    await expect(select()).resolves.toMatchObject({ changedTypes: ['poster'], problems: [] });
    expect(selected()).toEqual(['/good.jpg']);
    expect(scene.images.requests.map(({ path }) => path)).toEqual(['/good.jpg']);
    const good = row('/good.jpg');
    expect(good).toMatchObject({ selectedBy: 'auto', rank: 0, width: 1000, height: 1500, downloadError: null });
    expect(readFileSync(good?.cachePath ?? '')).toEqual(await scenePicture(1));
    const item = await scene.test.call('items.get', { item: scene.film });
    expect(item.hasUnpublishedChanges).toBe(true);
    expect(item.missing).not.toContain('poster');
    expect(previewSelection(scene.deps.db, scene.film)).toEqual([]);
    await expect(select()).resolves.toMatchObject({ changedTypes: [] });
    expect(scene.images.requests).toHaveLength(1);
  });

  it('is as many as the settings want, without those that look the same', async () => {
    const wide = { type: 'fanart', language: null, width: 1920, height: 1080 } as const;
    scene.put('/1.jpg', await scenePicture(1, 1920, 1080));
    scene.put('/copy.jpg', await scenePicture(1, 1280, 720, 60));
    scene.put('/2.jpg', await scenePicture(2, 1920, 1080));
    scene.put('/3.jpg', await scenePicture(3, 1920, 1080));
    scene.put('/4.jpg', await scenePicture(4, 1920, 1080));
    store(
      scene.offer('/1.jpg', { ...wide, voteAverage: 9, voteCount: 50 }),
      scene.offer('/copy.jpg', { ...wide, width: 1280, height: 720, voteAverage: 9, voteCount: 50 }),
      scene.offer('/2.jpg', { ...wide, voteAverage: 7 }),
      scene.offer('/3.jpg', { ...wide, voteAverage: 6 }),
      scene.offer('/4.jpg', { ...wide, voteAverage: 2 }),
    );
    await select();
    expect(selected('fanart')).toEqual(['/1.jpg', '/2.jpg', '/3.jpg']);
    expect(row('/copy.jpg')).toMatchObject({ isSelected: 0 });
    expect(row('/4.jpg')?.hash).toBeNull();
  });

  it('makes room when the real size is another than was said', async () => {
    scene.put('/lie.jpg', await scenePicture(1, 100, 150));
    scene.put('/true.jpg', await scenePicture(2));
    store(scene.offer('/lie.jpg', { width: 4000, height: 6000 }), scene.offer('/true.jpg'));
    await select();
    expect(selected()).toEqual(['/true.jpg']);
  });

  it('is nothing of a type that is switched off', async () => {
    scene.put('/a.jpg', await scenePicture(1));
    const { libraryId } = await scene.test.call('items.get', { item: scene.film });
    setSelectionConfig(scene.deps.db, { libraryId, type: 'poster', minCount: 0, maxCount: 0 });
    store(scene.offer('/a.jpg'));
    await expect(select()).resolves.toMatchObject({ changedTypes: [] });
    expect(scene.images.requests).toEqual([]);
  });

  it('is the best trailer, as a link', async () => {
    storeImageOffers(
      scene.deps.db,
      scene.film,
      'tmdb',
      [],
      [
        trailerOffer({ sourceKey: 'teaser', kind: 'teaser', name: 'Teaser' }),
        trailerOffer({ sourceKey: 'main' }),
        trailerOffer({ sourceKey: 'french', language: 'fr' }),
      ],
    );
    await expect(select()).resolves.toMatchObject({ changedTypes: ['trailer'] });
    expect(selected('trailer')).toEqual(['main']);
    expect((await scene.test.call('items.get', { item: scene.film })).hasUnpublishedChanges).toBe(false);
  });

  it('is the same image of two items fetched once', async () => {
    scene.put('/a.jpg', await scenePicture(1));
    const { db } = scene.deps;
    const set = Number(db.prepare(`INSERT INTO sets (name) VALUES ('Aliens')`).run().lastInsertRowid);
    store(scene.offer('/a.jpg'));
    storeImageOffers(db, { type: 'set', id: set }, 'tmdb', [scene.offer('/a.jpg')], []);
    await select();
    await selectArtwork(scene.deps, { type: 'set', id: set }, never);
    expect(scene.images.requests).toHaveLength(1);
    expect(candidateRecords(db, { type: 'set', id: set })[0]).toMatchObject({ isSelected: 1, selectedBy: 'auto' });
  });

  it('is a still of the video where nobody has a fanart, if the person has ffmpeg', async () => {
    store();
    await select();
    expect(selected('fanart')).toEqual([]);
    scene.hasFfmpeg = true;
    await select();
    expect(scene.stills).toHaveLength(1);
    expect(selected('fanart')).toEqual(['local']);
    await select();
    expect(scene.stills).toHaveLength(1);
  });
});

describe('what a person decided stays', () => {
  beforeEach(async () => {
    scene.put('/1.jpg', await scenePicture(1));
    scene.put('/2.jpg', await scenePicture(2));
    store(scene.offer('/1.jpg', { voteAverage: 8 }), scene.offer('/2.jpg', { voteAverage: 5 }));
    await select();
  });

  it('an image chosen by hand, also after it was unlocked and a better one came', async () => {
    const { item } = await scene.test.call('artwork.clear', { item: scene.film, type: 'poster' });
    expect(item.artworkLocks.poster?.isLocked).toBe(true);
    await expect(select()).resolves.toMatchObject({ changedTypes: [] });
    expect(selected()).toEqual([]);
    const first = row('/1.jpg')?.id ?? 0;
    await scene.test.call('artwork.select', { item: scene.film, candidateId: first });
    await scene.test.call('items.setLock', { item: scene.film, target: 'poster', isLocked: false });
    scene.put('/best.jpg', await scenePicture(9));
    store(scene.offer('/1.jpg', { voteAverage: 1 }), scene.offer('/best.jpg', { voteAverage: 10, voteCount: 900 }));
    expect(previewSelection(scene.deps.db, scene.film)).toEqual([]);
    await select();
    expect(selected()).toEqual(['/1.jpg']);
  });

  it('a choice made while images were on their way', async () => {
    scene.put('/slow.jpg', await scenePicture(5));
    scene.images.setFaults([{ kind: 'slow', delayMs: 150, on: /slow/ }]);
    store(scene.offer('/1.jpg', { voteAverage: 1 }), scene.offer('/slow.jpg', { voteAverage: 9, voteCount: 99 }));
    const running = select();
    await scene.test.call('artwork.select', { item: scene.film, candidateId: row('/1.jpg')?.id ?? 0 });
    await expect(running).resolves.toMatchObject({ changedTypes: [] });
    expect(selected()).toEqual(['/1.jpg']);
  });

  it('while an image that was chosen by itself gives way to a better one', async () => {
    scene.put('/best.jpg', await scenePicture(9));
    store(scene.offer('/1.jpg'), scene.offer('/best.jpg', { voteAverage: 10, voteCount: 900 }));
    await select();
    expect(selected()).toEqual(['/best.jpg']);
  });
});

it('files that came with the film stay first; what is missing to the most is added', async () => {
  await scene.close();
  scene = await startArtworkScene({ 'fanart.jpg': await scenePicture(50, 1280, 720) });
  const wide = { type: 'fanart', language: null, width: 1920, height: 1080, voteAverage: 9, voteCount: 99 } as const;
  scene.put('/same.jpg', await scenePicture(50, 1920, 1080));
  scene.put('/1.jpg', await scenePicture(1, 1920, 1080));
  store(scene.offer('/same.jpg', { ...wide, voteAverage: 10 }), scene.offer('/1.jpg', wide));
  await select();
  expect(selected('fanart')).toEqual(['local', '/1.jpg']);
  expect(scene.stills).toEqual([]);
});

describe('when an image cannot be had', () => {
  const two = async (): Promise<void> => {
    scene.put('/1.jpg', await scenePicture(1));
    scene.put('/2.jpg', await scenePicture(2));
    store(scene.offer('/1.jpg', { voteAverage: 9, voteCount: 99 }), scene.offer('/2.jpg'));
  };

  it('because it is gone, the next one is taken, and it is not asked for again', async () => {
    await two();
    scene.images.setFaults([{ kind: 'gone', on: /1\.jpg/ }]);
    await expect(select()).resolves.toMatchObject({ problems: [{ type: 'poster', retryAtMs: null }] });
    expect(selected()).toEqual(['/2.jpg']);
    expect(row('/1.jpg')?.downloadError).toContain('does not have this image any more');
    await select();
    expect(scene.images.requests.filter(({ path }) => path === '/1.jpg')).toHaveLength(1);
    expect(scene.jobs).toEqual([]);
  });

  it.each([
    ['HTML', { kind: 'html' }],
    ['half of it', { kind: 'truncated' }],
  ] as const)('because the server answers %s, it is asked once more, then left for later', async (_, fault) => {
    await two();
    scene.images.setFaults([{ ...fault, on: /1\.jpg/ }]);
    await select();
    expect(selected()).toEqual(['/2.jpg']);
    expect(row('/1.jpg')?.retryAfter).not.toBeNull();
    expect(scene.jobs).toMatchObject([{ type: 'download_asset', dedupeKey: 'download_asset:waiting' }]);
    scene.images.setFaults([]);
    const outcome = await createSelectKind(scene.deps).run(
      { entities: [] },
      { jobId: 1, signal: never, progress: () => undefined },
    );
    expect(outcome).toMatchObject({ kind: 'done', result: { changed: 1, failed: 0 } });
    expect(selected()).toEqual(['/1.jpg']);
    expect(row('/1.jpg')).toMatchObject({ downloadError: null, retryAfter: null });
  });

  it('because its server is down, the item stays as it is, the others are not tried, and a job takes over', async () => {
    await two();
    scene.images.setFaults([{ kind: 'error', status: 503 }]);
    const { problems } = await select();
    expect(problems.length).toBeGreaterThan(0);
    expect(selected()).toEqual([]);
    expect(scene.images.requests.every(({ path }) => path === '/1.jpg')).toBe(true);
    const kind = createSelectKind(scene.deps);
    const outcome = await kind.run({ entities: [] }, { jobId: 1, signal: never, progress: () => undefined });
    expect(outcome).toMatchObject({ kind: 'retry' });
  });

  it('because it is a redirect to another host', async () => {
    await two();
    scene.images.setFaults([{ kind: 'redirect', to: 'http://localhost:1/x.jpg', on: /1\.jpg/ }]);
    await select();
    expect(selected()).toEqual(['/2.jpg']);
    expect(row('/1.jpg')?.downloadError).toContain('not followed');
  });

  it('because nobody wants it any more: nothing is chosen', async () => {
    await two();
    scene.images.setFaults([{ kind: 'slow', delayMs: 10_000 }]);
    const control = new AbortController();
    const running = selectArtwork(scene.deps, scene.film, control.signal);
    await expect.poll(() => scene.images.requests.length).toBe(1);
    control.abort(new Error('stop'));
    await expect(running).rejects.toThrow('stop');
    expect(selected()).toEqual([]);
    expect(row('/1.jpg')?.downloadError).toBeNull();
  });

  it('no leftovers stay beside the cache', async () => {
    await two();
    scene.images.setFaults([{ kind: 'truncated', on: /1\.jpg/ }]);
    await select();
    const temps = `${scene.deps.cacheDir}/.tmp`;
    expect(existsSync(temps) ? readdirSync(temps) : []).toEqual([]);
  });
});
