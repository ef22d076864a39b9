import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import type { ImageFetcher } from '../../providers/http/fetch-image.ts';
import { ImageFetchError } from '../../providers/http/image-fetch-error.ts';
import { createOfferedImages, type OfferedImages } from './offered-image.ts';

const POSTER = 'https://artworks.thetvdb.com/poster.jpg';
const BROKEN = 'https://artworks.thetvdb.com/broken.jpg';

let test: TestCore;
let asked: string[];
let written: string[];
let images: OfferedImages;

beforeAll(async () => {
  test = await startTestCore();
  const folder = await mkdtemp(path.join(tmpdir(), 'metarr-offered-'));
  const poster = await picture('#304050', 'jpeg', { width: 600, height: 900 });
  asked = [];
  written = [];
  const fetchImage: ImageFetcher = async ({ provider, url }) => {
    if (provider !== 'tvdb' || !url.startsWith('https://artworks.thetvdb.com/')) {
      throw new ImageFetchError('not_allowed', 'No place of this provider.');
    }
    asked.push(url);
    if (url.endsWith('gone.jpg')) throw new ImageFetchError('gone', 'There is no such image.');
    const file = path.join(folder, `${String(asked.length)}.part`);
    await writeFile(file, url === BROKEN ? 'sign in here' : poster);
    written.push(file);
    return { path: file, sizeBytes: poster.length };
  };
  images = createOfferedImages({ pool: test.core.internals.pool, thumbsDir: path.join(folder, 'thumbs'), fetchImage });
});
afterAll(() => test.discard());

describe('createOfferedImages', () => {
  it('answers a small copy, fetched once, from whoever keeps images at that address', async () => {
    const [first, second] = await Promise.all([images(POSTER), images(POSTER)]);
    expect(await sharp(first.bytes).metadata()).toMatchObject({ format: 'webp', width: 200 });
    expect(Buffer.from(second.bytes).equals(first.bytes)).toBe(true);
    expect(Buffer.from((await images(POSTER)).bytes).equals(first.bytes)).toBe(true);
    expect(asked).toEqual([POSTER]);
  });

  it('leaves no download behind, also of what is no image', async () => {
    await expect(images(BROKEN)).rejects.toMatchObject({ code: 'image_invalid' });
    expect(written.filter((file) => existsSync(file))).toEqual([]);
  });

  it('asks no other hosts', async () => {
    await expect(images('https://example.org/poster.jpg')).rejects.toMatchObject({ code: 'not_found' });
    await expect(images('https://artworks.thetvdb.com/gone.jpg')).rejects.toMatchObject({ code: 'not_found' });
  });
});
