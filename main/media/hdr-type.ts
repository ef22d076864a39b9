import type { HdrType } from '../domain/streams.ts';
import type { FfprobeFrames, FfprobeStream } from './ffprobe-document.ts';

const DOLBY_VISION_TAGS = new Set(['dvh1', 'dvhe', 'dva1', 'dvav', 'dav1', 'dvc1']);
const PQ = new Set(['smpte2084', 'smpte-st-2084']);

/**
 * The dynamic range of a film. Dolby Vision wins over the format of its base layer; on discs only the second, smaller
 * video stream says so, hence all of them are looked at. Ten bits or bt2020 alone are not HDR.
 * @param main the stream that is shown
 * @param all every moving picture of the file
 * @param frames the first frame's details, where HDR10+ hides; null when not read
 */
export function hdrTypeOf(
  main: FfprobeStream,
  all: readonly FfprobeStream[],
  frames: FfprobeFrames | null,
): HdrType | null {
  if (all.some(isDolbyVision)) return 'Dolby Vision';
  if (PQ.has(main.color_transfer ?? '')) return hasHdr10Plus(frames) ? 'HDR10+' : 'HDR10';
  if (main.color_transfer === 'arib-std-b67') return 'HLG';
  return null;
}

function isDolbyVision(stream: FfprobeStream): boolean {
  if (DOLBY_VISION_TAGS.has(stream.codec_tag_string ?? '')) return true;
  return (stream.side_data_list ?? []).some(
    (data) => data.side_data_type === 'DOVI configuration record' && data.rpu_present_flag !== 0,
  );
}

function hasHdr10Plus(frames: FfprobeFrames | null): boolean {
  return (frames?.frames ?? []).some((frame) =>
    (frame.side_data_list ?? []).some((data) => /SMPTE2094-40|HDR10\+/i.test(data.side_data_type ?? '')),
  );
}
