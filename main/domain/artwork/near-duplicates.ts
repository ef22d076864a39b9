/** Bits of a perceptual hash. */
const BITS = 64;
const HASH = /^[0-9a-f]{16}$/;

/**
 * How alike two pictures are by their perceptual hashes (16 hex digits each): 1 for the same, about 0.5 for strangers.
 * Null when either is no such hash.
 */
export function similarity(a: string, b: string): number | null {
  if (!HASH.test(a) || !HASH.test(b)) return null;
  const high = bitCount(parseInt(a.slice(0, 8), 16) ^ parseInt(b.slice(0, 8), 16));
  const low = bitCount(parseInt(a.slice(8), 16) ^ parseInt(b.slice(8), 16));
  return 1 - (high + low) / BITS;
}

/** Of a 32-bit integer. */
function bitCount(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

export interface Likeness {
  id: number;
  /** SHA-256 of the bytes, where known. */
  hash: string | null;
  perceptualHash: string | null;
}

/**
 * Which images repeat a better one: by id, the best image of the same look. An image that is like a repeat is a repeat
 * as well. What is said of an image depends on none that comes after it.
 * @param ranked best first
 * @param threshold 0–1: from which similarity two images count as the same; the same bytes always do
 */
export function findDuplicates(ranked: readonly Likeness[], threshold: number): Map<number, number> {
  const duplicateOf = new Map<number, number>();
  const seen: Likeness[] = [];
  for (const image of ranked) {
    if (image.hash === null && image.perceptualHash === null) continue;
    const like = seen.find((other) => isSame(image, other, threshold));
    if (like !== undefined) duplicateOf.set(image.id, duplicateOf.get(like.id) ?? like.id);
    seen.push(image);
  }
  return duplicateOf;
}

function isSame(a: Likeness, b: Likeness, threshold: number): boolean {
  if (a.hash !== null && a.hash === b.hash) return true;
  if (a.perceptualHash === null || b.perceptualHash === null) return false;
  const alike = similarity(a.perceptualHash, b.perceptualHash);
  // Sixty-fourths are exact, settings such as 0.9 are not.
  return alike !== null && alike >= threshold - 1e-9;
}
