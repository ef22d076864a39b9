import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { damageBytes } from '../__testing__/damage-bytes.ts';
import { readImageFacts } from './image-facts.ts';
import { isSoundPng } from './is-sound-png.ts';
import { openImage } from './open-image.ts';
import { createSeededRandom } from './sample/seeded-random.ts';

let sound: Buffer;
beforeAll(async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  sound = await sharp({ create: { width: 60, height: 90, channels: 3, background: 'teal', noise } })
    .withMetadata({ density: 72 })
    .png()
    .toBuffer();
});

/** The bytes with one bit turned over in the chunk of this type. */
function turned(type: string, offset: number): Buffer {
  const copy = Buffer.from(sound);
  const at = copy.indexOf(type, 0, 'latin1') + offset;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('a PNG', () => {
  it.each<[string, () => Buffer, boolean]>([
    ['as it was written', () => sound, true],
    ['with something behind it', () => Buffer.concat([sound, Buffer.from('more')]), true],
    ['with a bit turned in its size', () => turned('IHDR', 7), false],
    ['with a bit turned in its pixels', () => turned('IDAT', 20), false],
    ['with a bit turned in its resolution, which it can be shown without', () => turned('pHYs', 6), true],
    ['with a chunk that is longer than the file', () => turned('IDAT', -4), false],
    ['without its end', () => sound.subarray(0, -12), false],
  ])('%s', (_, bytes, isSound) => {
    expect(isSoundPng(bytes())).toBe(isSound);
  });

  it('that is taken for sound can be decoded, however it was damaged', async () => {
    const random = createSeededRandom('png');
    for (let times = 0; times < 300; times++) {
      const { bytes, damage } = damageBytes(sound, random);
      const facts = await readImageFacts(bytes);
      if (facts.ok) await expect(openImage(bytes).stats(), damage).resolves.toBeDefined();
    }
  });
});
