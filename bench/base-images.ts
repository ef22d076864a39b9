import sharp from 'sharp';

import { createSeededRandom } from '../main/media/sample/seeded-random.ts';

/**
 * What artwork weighs. 30,000 images of an artwork store took 7 to 8 GB (https://github.com/Lidarr/Lidarr/issues/3384);
 * fanart is the larger kind, and TheTVDB's pictures of episodes are of 640 × 360.
 */
export const ARTWORK_BYTES = { poster: 250_000, fanart: 500_000, thumb: 60_000 };

/**
 * Makes `count` different JPEG images of about `bytes` each: gradients, discs and noise, so that decoding and hashing
 * cost what they cost with real artwork.
 */
export async function makeBaseImages(
  count: number,
  size: { width: number; height: number; bytes: number },
  seed: string,
): Promise<Buffer[]> {
  const images: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const random = createSeededRandom(`${seed}/${index}`);
    const hue = (): string => `hsl(${random.whole(0, 359)} ${random.whole(30, 80)}% ${random.whole(20, 70)}%)`;
    let svg = `<linearGradient id="g"><stop stop-color="${hue()}"/><stop offset="1" stop-color="${hue()}"/></linearGradient><rect width="100%" height="100%" fill="url(#g)"/>`;
    for (let disc = 0; disc < 14; disc += 1) {
      svg += `<circle cx="${random.whole(0, size.width)}" cy="${random.whole(0, size.height)}" r="${random.whole(20, 260)}" fill="${hue()}" opacity="0.6"/>`;
    }
    const flat = await sharp(
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${svg}</svg>`),
    )
      .flatten()
      .raw()
      .toBuffer();
    images.push(await encodeNear(flat, size, random.whole(1, 1_000_000)));
  }
  return images;
}

/** Adds noise to raw RGB until the JPEG is within a tenth of the wanted size. */
async function encodeNear(
  flat: Buffer,
  { width, height, bytes }: { width: number; height: number; bytes: number },
  seed: number,
): Promise<Buffer> {
  let [low, high] = [0, 64];
  let best = Buffer.alloc(0);
  for (let step = 0; step < 7; step += 1) {
    const strength = (low + high) / 2;
    const noisy = Buffer.from(flat);
    let state = seed;
    for (let at = 0; at < noisy.length; at += 3) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      const shift = Math.round(((state >>> 16) / 65_536 - 0.5) * strength);
      for (let channel = at; channel < at + 3; channel += 1) {
        noisy[channel] = Math.min(255, Math.max(0, (noisy[channel] ?? 0) + shift));
      }
    }
    best = await sharp(noisy, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 80 })
      .toBuffer();
    if (Math.abs(best.length - bytes) < bytes * 0.1) break;
    if (best.length < bytes) low = strength;
    else high = strength;
  }
  return best;
}

/**
 * Returns the JPEG with a comment segment (ITU-T T.81, B.2.4.5) after its start marker: other bytes, other hash, same
 * picture. The note is at most 65,533 bytes long.
 */
export function withComment(jpeg: Buffer, note: string): Buffer {
  const text = Buffer.from(note, 'utf8');
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
