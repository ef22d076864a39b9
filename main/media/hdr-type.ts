import type { HdrType, MeasuredVideo } from '../domain/streams.ts';
import type { FfprobeSideData, FfprobeStream } from './ffprobe-document.ts';

const DOLBY_VISION_TAGS = new Set(['dvh1', 'dvhe', 'dva1', 'dvav', 'dav1', 'dvc1']);
const PQ = new Set(['smpte2084', 'smpte-st-2084']);
const HLG = new Set(['arib-std-b67']);
const DYNAMIC = /SMPTE ?2094-40|HDR10\+/i;

/** What the base layer is compatible to: Dolby Vision profiles and levels, version 1.4, table 2. */
const BASES: Readonly<Record<number, MeasuredVideo['hdrBase']>> = { 1: 'HDR10', 2: 'SDR', 4: 'HLG', 6: 'HDR10' };
/** Profiles that come in several compatibilities, so that these are part of their name. */
const PROFILES_WITH_BASE = new Set([8, 10]);

export type DynamicRange = Pick<MeasuredVideo, 'hdrType' | 'hdrProfile' | 'hdrBase'>;

/**
 * The dynamic range of a film. Dolby Vision wins over the format of its base layer; on discs only the second, smaller
 * video stream says so, hence all of them are looked at. Ten bits or bt2020 alone are not HDR.
 * @param main the stream that is shown
 * @param all every moving picture of the file
 * @param isDynamic the first frame carries HDR10+'s metadata
 */
export function dynamicRange(main: FfprobeStream, all: readonly FfprobeStream[], isDynamic: boolean): DynamicRange {
  const transfer = transferType(main);
  const record = all.flatMap((stream) => stream.side_data_list ?? []).find(isDolbyVisionRecord);
  if (record !== undefined || all.some((stream) => DOLBY_VISION_TAGS.has(stream.codec_tag_string ?? ''))) {
    return { hdrType: 'Dolby Vision', hdrProfile: profileOf(record), hdrBase: baseOf(record, transfer, main) };
  }
  const hdrType = transfer === 'HDR10' && (isDynamic || tellsHdr10Plus(main.side_data_list)) ? 'HDR10+' : transfer;
  return { hdrType, hdrProfile: null, hdrBase: null };
}

function transferType(stream: FfprobeStream): Extract<HdrType, 'HDR10' | 'HLG'> | null {
  if (PQ.has(stream.color_transfer ?? '')) return 'HDR10';
  return HLG.has(stream.color_transfer ?? '') ? 'HLG' : null;
}

function isDolbyVisionRecord(data: FfprobeSideData): boolean {
  return data.side_data_type === 'DOVI configuration record' && data.rpu_present_flag !== 0;
}

function profileOf(record: FfprobeSideData | undefined): string | null {
  const { dv_profile: profile, dv_bl_signal_compatibility_id: base } = record ?? {};
  if (profile === undefined) return null;
  return PROFILES_WITH_BASE.has(profile) && base ? `${String(profile)}.${String(base)}` : String(profile);
}

/** Records of older writers do not say the base; then its own colours do, but for profile 5, which has none. */
function baseOf(
  record: FfprobeSideData | undefined,
  transfer: 'HDR10' | 'HLG' | null,
  main: FfprobeStream,
): MeasuredVideo['hdrBase'] {
  const told = record?.dv_bl_signal_compatibility_id;
  if (told !== undefined) return BASES[told] ?? null;
  if (record?.dv_profile === 5) return null;
  return transfer ?? (main.color_transfer === 'bt709' ? 'SDR' : null);
}

/** True when the side data of a stream, a packet or a frame is HDR10+'s. */
export function tellsHdr10Plus(sideData: readonly FfprobeSideData[] | undefined): boolean {
  return (sideData ?? []).some((data) => DYNAMIC.test(data.side_data_type ?? ''));
}
