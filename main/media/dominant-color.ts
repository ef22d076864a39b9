import { openImage } from './open-image.ts';

const SIDE = 48;

/**
 * The colour that covers most of a picture, as `#rrggbb`: what a wall shows while the picture itself is on its way.
 * Transparent parts do not count; an entirely transparent picture gives black. Throws when it cannot be decoded.
 */
export async function dominantColor(source: string | Uint8Array): Promise<string> {
  const { data } = await openImage(source)
    .resize(SIDE, SIDE, { fit: 'fill', fastShrinkOnLoad: true })
    .toColorspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Sixteen steps a channel are near enough to belong together; the answer is the mean of the fullest bin.
  const bins = new Map<number, { count: number; r: number; g: number; b: number }>();
  let fullest = { count: 0, r: 0, g: 0, b: 0 };
  for (let i = 0; i + 3 < data.length; i += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = data.subarray(i, i + 4);
    if (alpha < 128) continue;
    const key = ((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4);
    const bin = bins.get(key) ?? { count: 0, r: 0, g: 0, b: 0 };
    bins.set(key, bin);
    bin.count++;
    bin.r += r;
    bin.g += g;
    bin.b += b;
    if (bin.count > fullest.count) fullest = bin;
  }
  const channel = (sum: number): string =>
    Math.round(sum / Math.max(1, fullest.count))
      .toString(16)
      .padStart(2, '0');
  return `#${channel(fullest.r)}${channel(fullest.g)}${channel(fullest.b)}`;
}
