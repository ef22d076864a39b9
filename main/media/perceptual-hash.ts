import sharp from 'sharp';
import { openImage } from './open-image.ts';

/** Side of the grey picture that is transformed, and how many of its frequencies are looked at. */
const SIDE = 32;
const BITS = 64;
/** Below this much energy in all of them a picture is one even area: every such picture would look like every other. */
const FLAT = 2;
/** Alpha from which a pixel belongs to the figure. */
const OPAQUE = 24;
const GREY = 128;

export interface PictureLook {
  /** 64 bits as 16 hex digits; null for a picture that is one even area. */
  perceptualHash: string | null;
  /** A smaller WebP, transparency kept. */
  thumbnail: Buffer;
}

/**
 * A picture's perceptual hash and its thumbnail from one decoding: what costs is the large picture, not the small ones.
 * @param width of the thumbnail in pixels; never enlarged
 * Throws when the picture cannot be decoded, is cut off, or is beyond the pixel limits.
 */
export async function lookAtPicture(source: string | Uint8Array, { width }: { width: number }): Promise<PictureLook> {
  const { data, info } = await openImage(source)
    .resize({ width, withoutEnlargement: true })
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const encoding = sharp(data, { raw }).webp({ quality: 80, effort: 1, smartSubsample: false }).toBuffer();
  const hash = hashPixels(data, raw);
  return { perceptualHash: hash, thumbnail: await encoding };
}

/**
 * A 64-bit DCT hash (Zauner 2010, “Implementation and Benchmarking of Perceptual Image Hash Functions”) of a picture: alike
 * for scaled, recompressed and slightly cut copies. Null for one even area. Throws as lookAtPicture does.
 */
export async function perceptualHash(source: string | Uint8Array): Promise<string | null> {
  const { data, info } = await openImage(source)
    // Enough for 32 × 32 later, and most decoders skip what is not needed for it.
    .resize({ width: 4 * SIDE, height: 4 * SIDE, fit: 'fill', fastShrinkOnLoad: true })
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return hashPixels(data, { width: info.width, height: info.height, channels: info.channels });
}

type Raw = { width: number; height: number; channels: 1 | 2 | 3 | 4 };

function hashPixels(data: Buffer, raw: Raw): string | null {
  const hasAlpha = raw.channels === 2 || raw.channels === 4;
  // The same logo with other margins is the same logo.
  const box = hasAlpha ? foregroundBox(data, raw) : { left: 0, top: 0, width: raw.width, height: raw.height };
  return box === null ? null : toHash(lowFrequencies(greyCells(data, raw, box)));
}

/**
 * The mean lightness (Rec. 709) of each cell of a grid of SIDE × SIDE laid over a part of the picture. One pass over pixels
 * that are at hand costs less than handing them to another decoder. What is transparent lies on grey, which is neither a white
 * logo's ground nor a black one's.
 */
function greyCells(
  data: Buffer,
  { width, channels }: Raw,
  box: { left: number; top: number; width: number; height: number },
): Float64Array {
  const sums = new Float64Array(SIDE * SIDE);
  const counts = new Float64Array(SIDE * SIDE);
  const isGrey = channels < 3;
  const hasAlpha = channels === 2 || channels === 4;
  // At least one pixel a cell, also of pictures that are smaller than the grid.
  const [columns, rows] = [Math.max(box.width, SIDE), Math.max(box.height, SIDE)];
  const offsets = Uint32Array.from({ length: columns }, (_, i) => Math.floor((i * box.width) / columns) * channels);
  const cells = Uint8Array.from({ length: columns }, (_, i) => Math.floor((i * SIDE) / columns));
  for (let row = 0; row < rows; row++) {
    const y = box.top + Math.floor((row * box.height) / rows);
    const cellRow = Math.floor((row * SIDE) / rows) * SIDE;
    const start = (y * width + box.left) * channels;
    for (let column = 0; column < columns; column++) {
      const at = start + (offsets[column] ?? 0);
      const first = data[at] ?? 0;
      let light = isGrey ? first : 0.2126 * first + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
      if (hasAlpha) light = GREY + ((light - GREY) * (data[at + channels - 1] ?? 0)) / 255;
      const cell = cellRow + (cells[column] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + light;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return sums.map((sum, cell) => sum / (counts[cell] ?? 1));
}

/** The part of a picture that is not transparent; null when there is none. */
function foregroundBox(
  data: Buffer,
  { width, height, channels }: Raw,
): { left: number; top: number; width: number; height: number } | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, at = channels - 1; y < height; y++) {
    for (let x = 0; x < width; x++, at += channels) {
      if ((data[at] ?? 0) < OPAQUE) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** cos((2x + 1)uπ / 2N), for each frequency u that is looked at and each pixel x. */
const FREQUENCIES = 12;
const COSINES = Float64Array.from({ length: FREQUENCIES * SIDE }, (_, i) => {
  const [u, x] = [Math.floor(i / SIDE), i % SIDE];
  return Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE));
});

/** The 64 lowest frequencies (u, v) but the mean, lowest first: diagonal by diagonal. */
const LOWEST: readonly (readonly [number, number])[] = Array.from(
  { length: FREQUENCIES * FREQUENCIES },
  (_, i) => [Math.floor(i / FREQUENCIES), i % FREQUENCIES] as const,
)
  .filter(([u, v]) => u + v > 0)
  .sort(([u1, v1], [u2, v2]) => u1 + v1 - (u2 + v2) || u1 - u2)
  .slice(0, BITS);

/** A two-dimensional DCT-II, in rows and then in columns, of which only the lowest frequencies are worked out. */
function lowFrequencies(grey: Float64Array): number[] {
  const rows = new Float64Array(FREQUENCIES * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let u = 0; u < FREQUENCIES; u++) {
      let sum = 0;
      for (let x = 0; x < SIDE; x++) sum += (grey[y * SIDE + x] ?? 0) * (COSINES[u * SIDE + x] ?? 0);
      rows[u * SIDE + y] = sum;
    }
  }
  return LOWEST.map(([u, v]) => {
    let sum = 0;
    for (let y = 0; y < SIDE; y++) sum += (rows[u * SIDE + y] ?? 0) * (COSINES[v * SIDE + y] ?? 0);
    return sum / SIDE;
  });
}

/** A bit for each frequency that is above the middle one. */
function toHash(frequencies: readonly number[]): string | null {
  const energy = Math.sqrt(frequencies.reduce((sum, value) => sum + value * value, 0) / frequencies.length);
  if (energy < FLAT) return null;
  const sorted = [...frequencies].sort((a, b) => a - b);
  const median = ((sorted[BITS / 2 - 1] ?? 0) + (sorted[BITS / 2] ?? 0)) / 2;
  let hex = '';
  for (let i = 0; i < BITS; i += 4) {
    const nibble = frequencies.slice(i, i + 4).reduce((bits, value) => bits * 2 + (value > median ? 1 : 0), 0);
    hex += nibble.toString(16);
  }
  return hex;
}
