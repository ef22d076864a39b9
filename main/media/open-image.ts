import sharp, { type Sharp } from 'sharp';
import { MAX_PIXELS } from './image-limits.ts';

// The workers are what runs in parallel; threads inside each as well would only fight over the cores.
sharp.concurrency(1);
// Every picture is read once; a cache would hold memory and, on Windows, files open.
sharp.cache(false);

/** A picture to be decoded within the pixel limits, turned as its camera says; only the first frame of moving ones. */
export function openImage(source: string | Uint8Array): Sharp {
  return sharp(source, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false }).autoOrient();
}
