import { type FfprobeStream, hasDisposition, tagOf } from './ffprobe-document.ts';

const STILL_FLAGS = ['attached_pic', 'still_image', 'timed_thumbnails'];
const STILL_CODECS = new Set(['mjpeg', 'mjpegb', 'ljpeg', 'png', 'bmp', 'gif', 'webp', 'tiff', 'jpeg2000', 'jpegxl']);
const IMAGE_NAME = /\.(?:jpe?g|png|webp|gif|bmp|tiff?)$/i;

/**
 * The video streams that are film: covers and thumbnails are kept as video streams of one picture. Where no flag says so,
 * a stream of an image codec beside a real one is a picture, too.
 */
export function movingPictures(streams: readonly FfprobeStream[]): FfprobeStream[] {
  const moving = streams.filter((stream) => stream.codec_type === 'video' && !isMarkedStill(stream));
  const films = moving.filter((stream) => !STILL_CODECS.has(stream.codec_name ?? ''));
  return films.length > 0 ? films : moving;
}

function isMarkedStill(stream: FfprobeStream): boolean {
  return (
    STILL_FLAGS.some((flag) => hasDisposition(stream, flag)) ||
    (tagOf(stream, 'mimetype') ?? '').startsWith('image/') ||
    IMAGE_NAME.test(tagOf(stream, 'filename') ?? '')
  );
}

/** Of the streams flagged default, or of all when none is, the largest; discs put a smaller enhancement layer beside it. */
export function mainPicture(pictures: readonly FfprobeStream[]): FfprobeStream | null {
  const whole = pictures.filter((stream) => !hasDisposition(stream, 'dependent'));
  const flagged = whole.filter((stream) => hasDisposition(stream, 'default'));
  const area = (stream: FfprobeStream): number => (stream.width ?? 0) * (stream.height ?? 0);
  let best: FfprobeStream | null = null;
  for (const stream of [flagged, whole, pictures].find((choice) => choice.length > 0) ?? []) {
    if (best === null || area(stream) > area(best)) best = stream;
  }
  return best;
}
