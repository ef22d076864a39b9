const WIDTHS_PX = [100, 200, 300, 400, 600, 800, 1280, 1920] as const;

/**
 * The address of a cached image. `widthPx` is the width it is shown at in CSS pixels; the next larger size the core
 * serves is asked for. Without it the original is served.
 */
export function assetUrl(hash: string, widthPx?: number, pixelRatio = globalThis.devicePixelRatio): string {
  if (widthPx === undefined) return `/assets/${hash}`;
  const wanted = widthPx * Math.min(pixelRatio, 2);
  const width = WIDTHS_PX.find((candidate) => candidate >= wanted) ?? WIDTHS_PX[WIDTHS_PX.length - 1];
  return `/assets/${hash}?w=${width}`;
}

/** The same image as a small version's address gives, as large as the core serves it: for looking at it in full. */
export function largeImageUrl(thumbPath: string): string {
  return thumbPath.replace(/([?&]w=)\d+/, `$1${WIDTHS_PX[WIDTHS_PX.length - 1]}`);
}
