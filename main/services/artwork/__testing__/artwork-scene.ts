import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { type FakeServer, startFakeServer } from '../../../../e2e/fakes/fake-server.ts';
import type { ItemRef } from '../../../../contract/primitives.ts';
import { movieNfo, writeFilm } from '../../../__testing__/test-films.ts';
import { startTestCore, type TestCore } from '../../../__testing__/test-core.ts';
import type { ImageOffer, TrailerOffer } from '../../../domain/provider-answer.ts';
import { createImageFetcher } from '../../../providers/http/fetch-image.ts';
import { createLocalProvider, type StillGrabber } from '../../../providers/local/local-provider.ts';
import type { NewJob } from '../../../store/job.store.ts';
import { readCompletenessConfig } from '../../../store/completeness.store.ts';
import type { ArtworkDependencies } from '../artwork-dependencies.ts';

/** A picture that looks like no other seed's; equal arguments give equal bytes. */
export async function scenePicture(seed: number, width = 1000, height = 1500, quality = 80): Promise<Buffer> {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const shapes = Array.from(
    { length: 12 },
    () =>
      `<ellipse cx="${String(next(600))}" cy="${String(next(900))}" rx="${String(40 + next(160))}" ry="${String(40 + next(160))}"
        fill="rgb(${String(next(256))},${String(next(256))},${String(next(256))})"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900" width="${String(width)}" height="${String(height)}"
    preserveAspectRatio="none"><rect width="600" height="900" fill="#345"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).flatten().jpeg({ quality }).toBuffer();
}

export interface ArtworkScene {
  test: TestCore;
  images: FakeServer;
  deps: ArtworkDependencies;
  jobs: NewJob[];
  film: ItemRef;
  /** Whether the person has ffmpeg. Not at first. */
  hasFfmpeg: boolean;
  /** Videos that a still was asked for. */
  stills: string[];
  /** What the image server has, by path. */
  put(path: string, bytes: Buffer): void;
  offer(path: string, change?: Partial<ImageOffer>): ImageOffer;
  close(): Promise<void>;
}

/** A core with one film, an image server, and everything that choosing artwork needs. */
export async function startArtworkScene(files: Record<string, Uint8Array> = {}): Promise<ArtworkScene> {
  const test = await startTestCore();
  const served = new Map<string, Buffer>();
  const images = await startFakeServer({
    name: 'images',
    handle: ({ path: wanted }) => {
      const bytes = served.get(wanted);
      return bytes === undefined ? null : { status: 200, contentType: 'image/jpeg', bytes };
    },
  });
  writeFilm(test.libraryDir, { folder: 'Alien (1979)', nfo: movieNfo('<title>Alien</title>'), files });
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  const { db, pool } = test.core.internals;
  const cacheDir = path.join(test.dataDir, 'cache');
  const clock = { now: () => Date.now() };
  const jobs: NewJob[] = [];
  const stills: string[] = [];
  const grabber: StillGrabber = {
    isAvailable: () => Promise.resolve(scene.hasFfmpeg),
    grab: async ({ videoPath, atSeconds }) => {
      mkdirSync(cacheDir, { recursive: true });
      stills.push(videoPath);
      const file = path.join(cacheDir, `still-${String(stills.length)}.tmp`);
      await sharp(await scenePicture(777, 1920, 1080)).toFile(file);
      return { path: file, atSeconds: atSeconds ?? 12 };
    },
  };
  const deps: ArtworkDependencies = {
    db,
    pool,
    cacheDir,
    thumbsDir: path.join(test.dataDir, 'thumbs'),
    events: test.core.events,
    clock,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    rules: (type) => readCompletenessConfig(db, type),
    fetchImage: createImageFetcher({
      tempDir: path.join(cacheDir, '.tmp'),
      clock,
      ownAddresses: () => [images.url],
      random: () => 0,
      timers: {
        elapsed: () => performance.now(),
        after: (delayMs, run) => {
          const timer = setTimeout(run, delayMs >= 20_000 ? delayMs : Math.min(5, delayMs));
          return () => {
            clearTimeout(timer);
          };
        },
      },
    }),
    ownAddresses: (name) => (name === 'tmdb' ? [images.url] : []),
    local: createLocalProvider(grabber),
    enqueue: (job) => {
      jobs.push(job);
      return { id: jobs.length } as ReturnType<ArtworkDependencies['enqueue']>;
    },
  };
  const scene: ArtworkScene = {
    test,
    images,
    deps,
    hasFfmpeg: false,
    jobs,
    stills,
    film: { type: 'movie', id: rows[0]?.id ?? 0 },
    put: (name, bytes) => served.set(name, bytes),
    offer: (name, change = {}) => ({
      type: 'poster',
      url: `${images.url}${name}`,
      previewUrl: null,
      sourceKey: name,
      width: 1000,
      height: 1500,
      language: 'en',
      voteAverage: 5,
      voteCount: 10,
      season: null,
      ...change,
    }),
    close: async () => {
      await test.discard();
      await images.close();
    },
  };
  return scene;
}

export function trailerOffer(change: Partial<TrailerOffer> = {}): TrailerOffer {
  return {
    url: 'https://www.youtube.com/watch?v=abc',
    site: 'youtube',
    sourceKey: 'abc',
    name: 'Official Trailer',
    language: 'en',
    isOfficial: true,
    kind: 'trailer',
    height: 1080,
    durationSeconds: null,
    publishedAt: null,
    ...change,
  };
}
