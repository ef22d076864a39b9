import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../contract/reply.ts';
import type { ImageOffer } from '../../domain/provider-answer.ts';
import { candidateRecords } from '../../store/candidate.store.ts';
import { createAssetHandler } from '../../transport/assets.ts';
import { type ArtworkScene, scenePicture, startArtworkScene, trailerOffer } from './__testing__/artwork-scene.ts';
import { createArtworkSource } from './artwork-source.ts';
import { createCandidateHandlers } from './candidate-handlers.ts';
import { createDownloadTrailerKind } from './download-trailer.job.ts';
import { storeImageOffers } from './image-offers.ts';
import { selectArtwork } from './select-artwork.ts';

let scene: ArtworkScene;
let handlers: ReturnType<typeof createCandidateHandlers>;
let assets: (request: Request) => Promise<Response>;
beforeEach(async () => {
  scene = await startArtworkScene();
  handlers = createCandidateHandlers(scene.deps);
  assets = createAssetHandler(createArtworkSource(scene.deps));
});
afterEach(() => scene.close());

const caller: Caller = { principal: 'window', signal: new AbortController().signal };
const store = (...offers: ImageOffer[]): void => {
  storeImageOffers(scene.deps.db, scene.film, 'tmdb', offers, []);
};
const idOf = (name: string): number =>
  candidateRecords(scene.deps.db, scene.film).find(({ sourceKey }) => sourceKey === `tmdb:${name}`)?.id ?? 0;
const candidates = async (
  type: 'poster' | 'fanart' = 'poster',
): Promise<Awaited<ReturnType<(typeof handlers)['artwork.candidates']>>['candidates']> =>
  (await handlers['artwork.candidates']({ item: scene.film, type }, caller)).candidates;
const get = (thumb: string, signal?: AbortSignal): Promise<Response> =>
  assets(new Request(`http://metarr.local${thumb}`, signal === undefined ? {} : { signal }));
const code = async (call: unknown): Promise<string> => {
  try {
    await call;
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'ok';
};

describe('candidates', () => {
  it('come best first with their scores, excluded ones last with the reason', async () => {
    store(
      scene.offer('/b.jpg', { voteAverage: 3, voteCount: 50 }),
      scene.offer('/a.jpg', { voteAverage: 9, voteCount: 50 }),
      scene.offer('/small.jpg', { width: 100, height: 150 }),
    );
    const list = await candidates();
    expect(list.map(({ id }) => id)).toEqual([idOf('/a.jpg'), idOf('/b.jpg'), idOf('/small.jpg')]);
    expect(list[0]?.parts.map(({ name }) => name)).toEqual(['resolution', 'votes', 'language', 'provider']);
    expect(list[2]).toMatchObject({ score: null, excluded: { reason: 'too_small' } });
    expect(list[0]?.thumbPath).toBe(`/assets/candidate/${String(idOf('/a.jpg'))}?w=300`);
  });

  it('are shown before they are downloaded: the preview is fetched once and kept', async () => {
    scene.put('/a.jpg', await scenePicture(1, 2000, 3000));
    scene.put('/small/a.jpg', await scenePicture(1, 342, 513));
    store(scene.offer('/a.jpg', { previewUrl: `${scene.images.url}/small/a.jpg` }));
    const [first] = await candidates();
    const answers = await Promise.all([get(first?.thumbPath ?? ''), get(first?.thumbPath ?? '')]);
    const [bytes] = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    await expect(sharp(bytes).metadata()).resolves.toMatchObject({ format: 'webp', width: 300 });
    await get(first?.thumbPath ?? '');
    expect(scene.images.requests.map(({ path: asked }) => asked)).toEqual(['/small/a.jpg']);
  });

  it('that cannot be shown say so, once a minute', async () => {
    store(scene.offer('/none.jpg'));
    const [first] = await candidates();
    expect((await get(first?.thumbPath ?? '')).status).toBe(404);
    expect((await get(first?.thumbPath ?? '')).status).toBe(404);
    expect(scene.images.requests).toHaveLength(1);
    expect((await get('/assets/candidate/99999?w=300')).status).toBe(404);
    expect((await get(`${first?.thumbPath ?? ''}1`)).status).toBe(400);
  });

  it('that nobody waits for any more are not fetched to the end', async () => {
    store(scene.offer('/a.jpg'));
    scene.images.setFaults([{ kind: 'slow', delayMs: 60_000 }]);
    const [first] = await candidates();
    const control = new AbortController();
    const answer = get(first?.thumbPath ?? '', control.signal);
    await expect.poll(() => scene.images.requests.length).toBe(1);
    control.abort();
    expect((await answer).status).toBe(422);
  });
});

describe('choosing by hand', () => {
  it('fetches what is missing, selects in the given order, locks, and can be undone', async () => {
    scene.put('/a.jpg', await scenePicture(1));
    scene.put('/b.jpg', await scenePicture(2));
    store(scene.offer('/a.jpg', { voteAverage: 9, voteCount: 99 }), scene.offer('/b.jpg'));
    await selectArtwork(scene.deps, scene.film, caller.signal);
    const ids = [idOf('/b.jpg'), idOf('/a.jpg')];
    const { item, editId } = await handlers['artwork.choose'](
      { item: scene.film, type: 'poster', candidateIds: ids },
      caller,
    );
    expect(item.artwork.filter(({ isSelected }) => isSelected).map(({ candidateId }) => candidateId)).toEqual(ids);
    expect(item.artworkLocks.poster?.isLocked).toBe(true);
    await scene.test.call('items.undoEdit', { editId });
    const back = (await candidates()).filter(({ isSelected }) => isSelected);
    expect(back).toMatchObject([{ id: idOf('/a.jpg'), selectedBy: 'auto' }]);
  });

  it('changes nothing when one cannot be fetched, and tries again the next time', async () => {
    store(scene.offer('/a.jpg'));
    const choose = (): Promise<unknown> =>
      Promise.resolve(
        handlers['artwork.choose']({ item: scene.film, type: 'poster', candidateIds: [idOf('/a.jpg')] }, caller),
      );
    expect(await code(choose())).toBe('image_invalid');
    expect((await candidates())[0]).toMatchObject({ isSelected: false, excluded: { reason: 'broken' } });
    scene.put('/a.jpg', await scenePicture(1));
    expect(await code(choose())).toBe('ok');
    expect((await candidates())[0]).toMatchObject({ isSelected: true, excluded: null, downloadError: null });
  });

  it('takes images of the item and the type only', async () => {
    store(scene.offer('/a.jpg'));
    const choose = (type: 'fanart' | 'thumb'): Promise<string> =>
      code(
        Promise.resolve().then(() =>
          handlers['artwork.choose']({ item: scene.film, type, candidateIds: [idOf('/a.jpg')] }, caller),
        ),
      );
    expect(await choose('fanart')).toBe('not_found');
    expect(await choose('thumb')).toBe('invalid_input');
  });
});

describe('rejecting', () => {
  beforeEach(async () => {
    scene.put('/a.jpg', await scenePicture(1));
    scene.put('/b.jpg', await scenePicture(2));
    store(scene.offer('/a.jpg', { voteAverage: 9, voteCount: 99 }), scene.offer('/b.jpg'));
    await selectArtwork(scene.deps, scene.film, caller.signal);
  });

  it('takes an image out of what was chosen by itself; the next best takes its place; it can be taken back', async () => {
    const reject = await handlers['artwork.reject'](
      { candidateId: idOf('/a.jpg'), scope: 'item', reason: 'user_rejected' },
      caller,
    );
    expect(scene.jobs).toMatchObject([{ type: 'download_asset', payload: { entities: [scene.film] } }]);
    await selectArtwork(scene.deps, scene.film, caller.signal);
    const list = await candidates();
    expect(list[0]).toMatchObject({ id: idOf('/b.jpg'), isSelected: true });
    expect(list[1]).toMatchObject({ id: idOf('/a.jpg'), isSelected: false, excluded: { reason: 'rejected' } });
    store(scene.offer('/a.jpg', { voteAverage: 10 }), scene.offer('/b.jpg'));
    expect((await candidates())[1]?.excluded?.reason).toBe('rejected');
    const [rejection] = await handlers['artwork.rejections']({ item: scene.film, limit: 10 }, caller);
    expect(rejection).toMatchObject({ id: reject.rejectionId, title: 'Alien', item: scene.film, type: 'poster' });
    expect(rejection?.thumbPath).toMatch(/^\/assets\/[0-9a-f]{64}\?w=300$/);
    await handlers['artwork.unreject']({ rejectionId: reject.rejectionId }, caller);
    await selectArtwork(scene.deps, scene.film, caller.signal);
    expect((await candidates())[0]).toMatchObject({ id: idOf('/a.jpg'), isSelected: true });
    expect(
      await code(
        Promise.resolve().then(() => handlers['artwork.unreject']({ rejectionId: reject.rejectionId }, caller)),
      ),
    ).toBe('not_found');
  });

  it('leaves what a person has chosen', async () => {
    await handlers['artwork.choose']({ item: scene.film, type: 'poster', candidateIds: [idOf('/a.jpg')] }, caller);
    await handlers['artwork.reject'](
      { candidateId: idOf('/a.jpg'), scope: 'everywhere', reason: 'low_quality' },
      caller,
    );
    expect((await candidates()).find(({ id }) => id === idOf('/a.jpg'))).toMatchObject({ isSelected: true });
    expect(scene.jobs).toEqual([]);
  });
});

describe('own images', () => {
  it('come from an address, judged by their content', async () => {
    scene.put('/own.jpg', await scenePicture(5));
    const url = `${scene.images.url}/own.jpg`;
    const { item } = await handlers['artwork.addFromUrl']({ item: scene.film, type: 'poster', url }, caller);
    expect(item.artwork.find(({ isSelected }) => isSelected)).toMatchObject({ selectedBy: 'manual', width: 1000 });
    scene.images.setFaults([{ kind: 'html' }]);
    expect(await code(handlers['artwork.addFromUrl']({ item: scene.film, type: 'poster', url }, caller))).toBe(
      'image_invalid',
    );
    scene.images.setFaults([{ kind: 'redirect', to: 'https://elsewhere.example/' }]);
    expect(await code(handlers['artwork.addFromUrl']({ item: scene.film, type: 'poster', url }, caller))).toBe(
      'provider_refused',
    );
  });

  it('are cut to a part of another, which stays', async () => {
    scene.put('/own.jpg', await scenePicture(5));
    const added = await handlers['artwork.addFromUrl'](
      { item: scene.film, type: 'poster', url: `${scene.images.url}/own.jpg` },
      caller,
    );
    const hash = added.item.artwork.find(({ isSelected }) => isSelected)?.hash ?? '';
    const crop = (width: number): ReturnType<(typeof handlers)['artwork.crop']> =>
      handlers['artwork.crop'](
        { item: scene.film, type: 'poster', hash, left: 100, top: 0, width, height: 1200 },
        caller,
      );
    const { item } = await crop(800);
    expect(item.artwork.find(({ isSelected }) => isSelected)).toMatchObject({ width: 800, height: 1200 });
    expect(item.artwork.some((image) => image.hash === hash)).toBe(true);
    expect(await code(crop(2000))).toBe('image_invalid');
  });

  it('are stills of the video, when there is ffmpeg', async () => {
    const grab = (): ReturnType<(typeof handlers)['artwork.grabFrame']> =>
      handlers['artwork.grabFrame']({ item: scene.film, type: 'fanart', atSeconds: null }, caller);
    expect(await code(grab())).toBe('not_available');
    scene.hasFfmpeg = true;
    const { item } = await grab();
    expect(item.artwork.find(({ type, isSelected }) => type === 'fanart' && isSelected)).toMatchObject({ width: 1920 });
  });
});

it('settings: defaults until they are set, a preview of what would win, and nonsense refused', async () => {
  const { libraryId } = await scene.test.call('items.get', { item: scene.film });
  const poster = async (): Promise<
    Awaited<ReturnType<(typeof handlers)['selectionConfig.list']>>[number] | undefined
  > => (await handlers['selectionConfig.list']({ libraryId }, caller)).find(({ type }) => type === 'poster');
  expect(await poster()).toMatchObject({ isDefault: true, maxCount: 1, languages: ['en', 'none'] });
  store(scene.offer('/de.jpg', { language: 'de' }), scene.offer('/en.jpg', { language: 'en' }));
  const config = await poster();
  if (config === undefined) throw new Error('no poster');
  const preview = async (languages: string[]): Promise<number[]> =>
    (await handlers['selectionConfig.preview']({ item: scene.film, config: { ...config, languages } }, caller)).map(
      ({ id }) => id,
    );
  expect(await preview(['en'])).toEqual([idOf('/en.jpg')]);
  expect(await preview(['de', 'en'])).toEqual([idOf('/de.jpg')]);
  await handlers['selectionConfig.set']({ libraryId, type: 'poster', languages: ['de'], maxCount: 2 }, caller);
  expect(await poster()).toMatchObject({ isDefault: false, languages: ['de'], maxCount: 2, minCount: 1 });
  const set = (change: object): Promise<string> =>
    code(
      Promise.resolve().then(() => handlers['selectionConfig.set']({ libraryId, type: 'poster', ...change }, caller)),
    );
  expect(await set({ minCount: 9 })).toBe('invalid_input');
  expect(await set({ type: 'thumb' })).toBe('invalid_input');
  expect(await set({ libraryId: 999 })).toBe('not_found');

  const reset = (of: object): Promise<string> =>
    code(Promise.resolve().then(() => handlers['selectionConfig.reset']({ libraryId, type: 'poster', ...of }, caller)));
  expect(await reset({ type: 'thumb' })).toBe('invalid_input');
  expect(await reset({ libraryId: 999 })).toBe('not_found');
  expect(await poster()).toMatchObject({ isDefault: false });
  expect(await handlers['selectionConfig.reset']({ libraryId, type: 'poster' }, caller)).toEqual(config);
  expect(await poster()).toEqual(config);
});

describe('trailers', () => {
  const list = (): ReturnType<(typeof handlers)['trailers.list']> =>
    handlers['trailers.list']({ item: scene.film }, caller);

  it('are listed best first, and chosen by hand for good', async () => {
    storeImageOffers(
      scene.deps.db,
      scene.film,
      'tmdb',
      [],
      [trailerOffer({ sourceKey: 'b', kind: 'teaser', name: 'Teaser' }), trailerOffer()],
    );
    expect((await list()).map(({ name }) => name)).toEqual(['Official Trailer', 'Teaser']);
    const teaser = (await list())[1]?.id ?? 0;
    await handlers['trailers.choose']({ item: scene.film, candidateId: teaser }, caller);
    await selectArtwork(scene.deps, scene.film, caller.signal);
    expect((await list()).find(({ isSelected }) => isSelected)?.id).toBe(teaser);
  });

  it.skipIf(process.platform === 'win32')(
    'are downloaded by the person’s yt-dlp and probed (a script needs a shebang)',
    async () => {
      storeImageOffers(scene.deps.db, scene.film, 'tmdb', [], [trailerOffer()]);
      const id = (await list())[0]?.id ?? 0;
      const clip = path.resolve(import.meta.dirname, '../../media/__fixtures__/xvid.avi');
      mkdirSync(path.join(scene.test.root, 'bin'));
      const program = path.join(scene.test.root, 'bin', 'yt-dlp');
      const write = (body: string): void => {
        writeFileSync(
          program,
          `#!${process.execPath}\nconst fs = require('node:fs');\nconst args = process.argv.slice(2);
const out = args[args.indexOf('--output') + 1].replace('%(ext)s', 'avi');\n${body}\n`,
        );
        chmodSync(program, 0o755);
      };
      const progress: number[] = [];
      const run = (signal = caller.signal): Promise<unknown> =>
        createDownloadTrailerKind(scene.deps, () => Promise.resolve(program)).run(
          { candidateId: id },
          { jobId: 1, signal, progress: (current) => progress.push(current) },
        );
      write(`console.error('ERROR: Video unavailable'); process.exit(1);`);
      await expect(run()).resolves.toEqual({ kind: 'retry', reason: 'yt-dlp could not get it: Video unavailable.' });
      write(`fs.writeFileSync(out, 'no video');`);
      await expect(run()).resolves.toMatchObject({
        kind: 'retry',
        reason: expect.stringContaining('no video') as string,
      });
      expect((await list())[0]).toMatchObject({ isDownloaded: false });
      write(`setInterval(() => undefined, 1000);`);
      const control = new AbortController();
      const hanging = run(control.signal);
      setTimeout(() => {
        control.abort(new Error('stop'));
      }, 100);
      await expect(hanging).rejects.toThrow('stop');
      write(`console.log('metarr  42.0%'); fs.copyFileSync(${JSON.stringify(clip)}, out);`);
      await expect(run()).resolves.toEqual({ kind: 'done' });
      expect(progress).toContain(42);
      expect((await list())[0]).toMatchObject({ isDownloaded: true, downloadError: null });
    },
  );

  it('are not fetched from anywhere', async () => {
    storeImageOffers(scene.deps.db, scene.film, 'tmdb', [], [trailerOffer({ url: 'https://evil.example/video.mp4' })]);
    const candidateId = (await list())[0]?.id ?? 0;
    expect(await code(handlers['trailers.download']({ candidateId }, caller))).toBe('invalid_input');
  });
});
