import { DISC_IMAGE_EXTENSIONS, STUB_EXTENSIONS } from './classify/file-extensions.ts';

/**
 * Whether a probe of a video can tell anything: not of a stand-in that plays something else (`.strm`, `.disc`), and not of
 * the image of a whole disc, in which ffprobe sees no single stream.
 */
export function canBeProbed(filePath: string): boolean {
  const extension = /\.([^./\\]+)$/.exec(filePath)?.[1]?.toLowerCase() ?? '';
  return !STUB_EXTENSIONS.has(extension) && !DISC_IMAGE_EXTENSIONS.has(extension);
}
