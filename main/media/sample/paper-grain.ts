import { createSeededRandom } from './seeded-random.ts';

/** Side of the square tile in pixels. */
export const PAPER_GRAIN_SIZE = 256;

let tile: Buffer | null = null;

/** A tile of faint light and dark specks (raw RGBA), laid over flat colour so that it reads as print. */
export function paperGrain(): Buffer {
  if (tile !== null) return tile;
  const random = createSeededRandom('grain');
  const pixels = Buffer.alloc(PAPER_GRAIN_SIZE * PAPER_GRAIN_SIZE * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    const speck = random.between(-1, 1) + random.between(-1, 1);
    pixels.fill(speck > 0 ? 255 : 0, at, at + 3);
    pixels[at + 3] = Math.round(Math.abs(speck) * 9);
  }
  tile = pixels;
  return pixels;
}
