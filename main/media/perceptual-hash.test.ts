import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { similarity } from '../domain/artwork/near-duplicates.ts';
import { lookAtPicture, perceptualHash } from './perceptual-hash.ts';

const SAME = 0.9;

/** A scene of soft shapes, another for each seed. */
function scene(seed: number, width = 600, height = 900): Sharp {
  let state = seed * 2_654_435_761;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const shapes = Array.from({ length: 14 }, () => {
    const color = `rgb(${String(next(256))},${String(next(256))},${String(next(256))})`;
    return `<ellipse cx="${String(next(600))}" cy="${String(next(900))}" rx="${String(30 + next(180))}"
      ry="${String(30 + next(180))}" fill="${color}"/>`;
  }).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900" width="${String(width)}" height="${String(height)}"
    preserveAspectRatio="none"><rect width="600" height="900" fill="rgb(${String(next(200))},60,80)"/>${shapes}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

/** A logo of bars on nothing. */
function logo(seed: number, { margin = 0, color = 'white' } = {}): Sharp {
  const bars = Array.from({ length: 9 }, (_, i) => {
    const height = 20 + ((seed * (i + 3) * 37) % 80);
    const top = (seed * (i + 5) * 23) % (110 - height);
    return `<rect x="${String(i * 44)}" y="${String(top)}" width="${String(20 + ((seed * 13 * i) % 22))}"
      height="${String(height)}" fill="${color}"/>`;
  }).join('');
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="110">${bars}</svg>`)).extend({
    top: margin,
    bottom: margin,
    left: margin * 3,
    right: margin,
    background: { r: 0, g: 0, b: 0, alpha: 0 },
  });
}

async function alike(a: Sharp | Buffer, b: Sharp | Buffer): Promise<number> {
  const bytes = (picture: Sharp | Buffer): Promise<Buffer> =>
    Buffer.isBuffer(picture) ? Promise.resolve(picture) : picture.png().toBuffer();
  const [x, y] = await Promise.all([perceptualHash(await bytes(a)), perceptualHash(await bytes(b))]);
  return similarity(x ?? '', y ?? '') ?? 0;
}

describe('copies of a picture are near', () => {
  it.each([1, 2, 3, 4, 5, 6])('scene %i: scaled, recompressed, slightly cut, in another format', async (seed) => {
    const original = await scene(seed).png().toBuffer();
    const copies = {
      small: sharp(original).resize(185),
      jpeg: sharp(original).jpeg({ quality: 40 }),
      tiny: sharp(original).resize(342).jpeg({ quality: 60 }),
      webp: sharp(original).webp({ quality: 50 }),
      cut: sharp(original).extract({ left: 9, top: 9, width: 582, height: 882 }),
      lighter: sharp(original).modulate({ brightness: 1.08 }),
      grey: sharp(original).greyscale(),
    };
    for (const [name, copy] of Object.entries(copies)) {
      const bytes = await copy.toBuffer();
      expect(await alike(original, bytes), name).toBeGreaterThanOrEqual(SAME);
    }
  });

  it('a logo with other margins and in another size', async () => {
    for (const seed of [1, 2, 3]) {
      const original = await logo(seed).png().toBuffer();
      expect(await alike(original, logo(seed, { margin: 30 }))).toBeGreaterThanOrEqual(SAME);
      expect(await alike(original, sharp(original).resize(200).png())).toBeGreaterThanOrEqual(SAME);
    }
  });

  it('one whose camera says that it lies on its side', async () => {
    const original = await scene(7).jpeg().toBuffer();
    const turned = await sharp(original).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    expect(await alike(original, turned)).toBeGreaterThanOrEqual(SAME);
  });
});

describe('different pictures are not', () => {
  it('scenes', async () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const hashes = await Promise.all(seeds.map(async (seed) => perceptualHash(await scene(seed).png().toBuffer())));
    for (const [i, a] of hashes.entries()) {
      for (const b of hashes.slice(i + 1)) expect(similarity(a ?? '', b ?? '')).toBeLessThan(0.8);
    }
  });

  it('logos of the same colour', async () => {
    expect(await alike(logo(1), logo(2))).toBeLessThan(SAME);
    expect(await alike(logo(2), logo(3))).toBeLessThan(SAME);
  });

  it('a white logo and a black one', async () => {
    expect(await alike(logo(1), logo(1, { color: 'black' }))).toBeLessThan(SAME);
  });

  it('even areas and empty pictures, of which nothing can be said', async () => {
    const flat = await sharp({ create: { width: 300, height: 450, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const empty = await sharp({
      create: { width: 300, height: 100, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    await expect(perceptualHash(flat)).resolves.toBeNull();
    await expect(perceptualHash(empty)).resolves.toBeNull();
  });
});

describe('one decoding', () => {
  it('gives the thumbnail and a hash like the one that is taken alone', async () => {
    const original = await scene(3, 2000, 3000).jpeg().toBuffer();
    const look = await lookAtPicture(original, { width: 300 });
    await expect(sharp(look.thumbnail).metadata()).resolves.toMatchObject({ format: 'webp', width: 300, height: 450 });
    const alone = await perceptualHash(original);
    expect(similarity(look.perceptualHash ?? '', alone ?? '')).toBeGreaterThanOrEqual(0.95);
  });

  it('keeps transparency, and never enlarges', async () => {
    const { thumbnail, perceptualHash: hash } = await lookAtPicture(await logo(2).png().toBuffer(), { width: 1280 });
    await expect(sharp(thumbnail).metadata()).resolves.toMatchObject({ hasAlpha: true, width: 400 });
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('refuses a picture that is cut off, and what is none', async () => {
    const whole = await scene(4).jpeg().toBuffer();
    await expect(lookAtPicture(whole.subarray(0, whole.length / 2), { width: 300 })).rejects.toThrow();
    await expect(perceptualHash(Buffer.from('no picture'))).rejects.toThrow();
  });
});
