import type { MeasuredVideo } from '../domain/streams.ts';
import { type FfprobeDocument, type FfprobeStream, known, positive, tagOf } from './ffprobe-document.ts';
import { fraction, frameRate } from './frame-rate.ts';
import { dynamicRange } from './hdr-type.ts';
import { pictureBitrate } from './stream-bitrate.ts';
import { durationOf } from './stream-duration.ts';

/**
 * The film's picture in the schema's terms.
 * @param main the stream that is shown
 * @param pictures every moving picture of the file
 * @param isHdr10Plus the first frame carries HDR10+'s metadata
 */
export function mapVideo(
  document: FfprobeDocument,
  main: FfprobeStream,
  pictures: readonly FfprobeStream[],
  isHdr10Plus: boolean,
): MeasuredVideo {
  const seconds = durationOf(document, pictures);
  const width = positive(main.width);
  const height = positive(main.height);
  const isTurned = Math.abs(rotationOf(main)) % 180 === 90;
  const ratio = displayRatio(main, width, height);
  const shownRatio = ratio !== null && isTurned ? 1 / ratio : ratio;
  return {
    codec: known(main.codec_name),
    profile: known(main.profile),
    aspectRatio: shownRatio === null ? null : Math.round(shownRatio * 100) / 100,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    durationSeconds: seconds === null ? null : Math.round(seconds),
    bitrate: pictureBitrate(document, main, pictures, seconds),
    framerate: frameRate(main),
    bitDepth: bitDepth(main),
    pixelFormat: known(main.pix_fmt),
    ...dynamicRange(main, pictures, isHdr10Plus),
    colorSpace: colorSpace(main),
    colorTransfer: known(main.color_transfer),
    colorPrimaries: known(main.color_primaries),
    isInterlaced: isInterlaced(main),
    stereoMode: stereoMode(main),
    fileSize: positive(document.format?.size) ?? 0,
  };
}

/** As shown: samples need not be square. Where the file tells only the shape of the whole, that. */
function displayRatio(stream: FfprobeStream, width: number | null, height: number | null): number | null {
  const told = fraction(stream.display_aspect_ratio, ':');
  if (width === null || height === null) return told;
  const sample = fraction(stream.sample_aspect_ratio, ':');
  return sample === null ? (told ?? width / height) : (width * sample) / height;
}

function rotationOf(stream: FfprobeStream): number {
  const matrix = stream.side_data_list?.find((data) => data.rotation !== undefined);
  return matrix?.rotation ?? (Number(tagOf(stream, 'rotate')) || 0);
}

/** Of ffprobe's pixel formats (yuv420p10le, p010le, gray12be, …) those without a number have eight bits. */
function bitDepth(stream: FfprobeStream): number | null {
  const told = positive(stream.bits_per_raw_sample);
  const format = known(stream.pix_fmt);
  if (format === null) return told;
  const [, planar, packed] =
    /^(?:.*p|gray)(9|1[0-6])(?:le|be|msble|msbbe)?$|^[px]\d?(1[0-6])(?:le|be)$/.exec(format) ?? [];
  const depth = planar ?? packed;
  return depth === undefined ? (told ?? 8) : Number(depth);
}

/** The variants of bt2020 (constant luminance or not) by one name; the primaries where the matrix is not told. */
function colorSpace(stream: FfprobeStream): string | null {
  const name = known(stream.color_space) ?? known(stream.color_primaries);
  return name !== null && /^bt2020/.test(name) ? 'bt2020' : name;
}

function isInterlaced(stream: FfprobeStream): boolean | null {
  const order = known(stream.field_order);
  return order === null ? null : order !== 'progressive';
}

function stereoMode(stream: FfprobeStream): MeasuredVideo['stereoMode'] {
  if (/multiview|stereo high/i.test(stream.profile ?? '')) return 'mvc';
  const data = stream.side_data_list?.find((entry) => entry.side_data_type === 'Stereo 3D');
  const mode = data?.type ?? tagOf(stream, 'stereo_mode') ?? '';
  if (/side by side|left_right|right_left/i.test(mode)) return 'sbs';
  return /top and bottom|top_bottom|bottom_top/i.test(mode) ? 'tab' : null;
}
