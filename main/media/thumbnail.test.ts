import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resizeImage, thumbnailWidth } from './resize-image.ts';
import { thumbnail, thumbnailPath } from './thumbnail.ts';

const HASH = 'ab'.repeat(32);
let folder: string;
let source: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-thumbs-'));
  source = join(folder, 'poster.png');
  await sharp({ create: { width: 1000, height: 1500, channels: 4, background: '#20406080' } }).toFile(source);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('makes smaller pictures, keeps transparency and never enlarges', async () => {
  const small = await sharp(await resizeImage(source, { width: 300 })).metadata();
  expect(small).toMatchObject({ format: 'webp', width: 300, height: 450, hasAlpha: true });
  expect((await sharp(await resizeImage(source, { width: 5000 })).metadata()).width).toBe(1000);
});

it('makes a few widths only', () => {
  expect([1, 100, 101, 300, 1999, 9999].map(thumbnailWidth)).toEqual([100, 100, 200, 300, 2000, 2000]);
});

it('keeps a thumbnail under its hash and reads it from there', async () => {
  const request = { thumbsDir: join(folder, 'thumbs'), hash: HASH, source, width: 290 };
  const [first, same] = await Promise.all([thumbnail(request), thumbnail(request)]);
  expect(same).toBe(first);
  const path = join(folder, 'thumbs', 'ab', `${HASH}-w300.webp`);
  expect(thumbnailPath(request.thumbsDir, HASH, 290)).toBe(path);
  expect(readdirSync(join(folder, 'thumbs', 'ab'))).toEqual([`${HASH}-w300.webp`]);
  rmSync(source);
  expect((await thumbnail(request)).equals(first)).toBe(true);
});

it('answers even when the disk takes nothing, and fails when there is no picture', async () => {
  const blocked = join(folder, 'thumbs');
  writeFileSync(blocked, 'a file where the folder should be');
  const request = { thumbsDir: blocked, hash: HASH, source, width: 100 };
  expect((await sharp(await thumbnail(request)).metadata()).width).toBe(100);
  await expect(thumbnail({ ...request, source: join(folder, 'gone.png') })).rejects.toThrow();
  expect(existsSync(blocked)).toBe(true);
});

it('lets no other text than a hash into the path', () => {
  expect(() => thumbnailPath('/thumbs', '../../etc/passwd', 300)).toThrow('Not a SHA-256');
});
