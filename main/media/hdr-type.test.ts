import { describe, expect, it } from 'vitest';
import type { FfprobeSideData, FfprobeStream } from './ffprobe-document.ts';
import { dynamicRange } from './hdr-type.ts';

const stream = (more: Partial<FfprobeStream> = {}): FfprobeStream => ({ index: 0, codec_type: 'video', ...more });
const record = (more: Partial<FfprobeSideData>): FfprobeSideData[] => [
  { side_data_type: 'DOVI configuration record', rpu_present_flag: 1, ...more },
];
const NONE = { hdrType: null, hdrProfile: null, hdrBase: null };

describe('dynamicRange', () => {
  it.each([
    ['bt709', null],
    [undefined, null],
    ['smpte2084', 'HDR10'],
    ['smpte-st-2084', 'HDR10'],
    ['arib-std-b67', 'HLG'],
    ['bt2020-10', null],
  ])('of the transfer %s is %s', (color_transfer, hdrType) => {
    const main = stream(color_transfer === undefined ? {} : { color_transfer });
    expect(dynamicRange(main, [main], false)).toEqual({ ...NONE, hdrType });
  });

  it.each<[number, number | undefined, string, string, string | null]>([
    [5, 0, 'smpte2084', '5', null],
    [5, undefined, 'smpte2084', '5', null],
    [7, 6, 'smpte2084', '7', 'HDR10'],
    [7, undefined, 'smpte2084', '7', 'HDR10'],
    [8, 1, 'smpte2084', '8.1', 'HDR10'],
    [8, 2, 'bt709', '8.2', 'SDR'],
    [8, 4, 'arib-std-b67', '8.4', 'HLG'],
    [8, undefined, 'arib-std-b67', '8', 'HLG'],
    [10, 1, 'smpte2084', '10.1', 'HDR10'],
    [10, 0, 'smpte2084', '10', null],
    [9, 2, 'bt709', '9', 'SDR'],
    [4, 2, 'bt709', '4', 'SDR'],
  ])('of Dolby Vision %s with base %s over %s', (dv_profile, base, color_transfer, hdrProfile, hdrBase) => {
    const more = base === undefined ? {} : { dv_bl_signal_compatibility_id: base };
    const main = stream({ color_transfer, side_data_list: record({ dv_profile, ...more }) });
    expect(dynamicRange(main, [main], false)).toEqual({ hdrType: 'Dolby Vision', hdrProfile, hdrBase });
  });

  it('knows Dolby Vision by the tag alone, but no profile then', () => {
    const main = stream({ color_transfer: 'smpte2084', codec_tag_string: 'dvhe' });
    expect(dynamicRange(main, [main], false)).toEqual({ hdrType: 'Dolby Vision', hdrProfile: null, hdrBase: 'HDR10' });
  });

  it('takes no Dolby Vision from a record without its metadata', () => {
    const main = stream({
      color_transfer: 'smpte2084',
      side_data_list: record({ dv_profile: 8, rpu_present_flag: 0 }),
    });
    expect(dynamicRange(main, [main], false)).toEqual({ ...NONE, hdrType: 'HDR10' });
  });

  it('is HDR10+ by the frame or by the stream, and only over PQ', () => {
    const dynamic = { side_data_type: 'HDR Dynamic Metadata SMPTE2094-40 (HDR10+)' };
    const pq = stream({ color_transfer: 'smpte2084' });
    expect(dynamicRange(pq, [pq], true).hdrType).toBe('HDR10+');
    const told = { ...pq, side_data_list: [dynamic] };
    expect(dynamicRange(told, [told], false).hdrType).toBe('HDR10+');
    const hlg = stream({ color_transfer: 'arib-std-b67' });
    expect(dynamicRange(hlg, [hlg], true).hdrType).toBe('HLG');
  });
});
