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
  const [thumbnail, hash] = await Promise.all([
    sharp(data, { raw }).webp({ quality: 80, effort: 1, smartSubsample: false }).toBuffer(),
    hashPixels(data, raw),
  ]);
  return { perceptualHash: hash, thumbnail };
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

async function hashPixels(data: Buffer, raw: Raw): Promise<string | null> {
  const hasAlpha = raw.channels === 2 || raw.channels === 4;
  const box = hasAlpha ? foregroundBox(data, raw) : null;
  if (hasAlpha && box === null) return null;
  let picture = sharp(data, { raw });
  // The same logo with other margins is the same logo; grey is neither a white one's ground nor a black one's.
  if (box !== null) picture = picture.extract(box).flatten({ background: { r: GREY, g: GREY, b: GREY } });
  const grey = await picture
    .greyscale()
    .resize(SIDE, SIDE, { fit: 'fill', kernel: 'cubic' })
    .toColorspace('b-w')
    .raw()
    .toBuffer();
  return toHash(lowFrequencies(grey));
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
function lowFrequencies(grey: Buffer): number[] {
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
