import { describe, expect, it } from 'vitest';
import type { FfprobeDocument, FfprobeStream } from './ffprobe-document.ts';
import { mapFfprobe, mayBeHdr10Plus } from './map-ffprobe.ts';

const FILM: FfprobeStream = {
  index: 0,
  codec_type: 'video',
  codec_name: 'hevc',
  width: 3840,
  height: 1600,
  sample_aspect_ratio: '1:1',
  avg_frame_rate: '24000/1001',
  r_frame_rate: '24000/1001',
};

function video(stream: Partial<FfprobeStream>, rest: Partial<FfprobeDocument> = {}) {
  const { video: mapped } = mapFfprobe({ streams: [{ ...FILM, ...stream }], ...rest });
  if (mapped === null) throw new Error('no video');
  return mapped;
}

function audio(stream: Partial<FfprobeStream>) {
  return mapFfprobe({ streams: [{ index: 1, codec_type: 'audio', ...stream }] }).audio[0];
}

function subtitle(stream: Partial<FfprobeStream>) {
  return mapFfprobe({ streams: [{ index: 2, codec_type: 'subtitle', ...stream }] }).subtitles[0];
}

describe('the picture', () => {
  it('is not the cover, wherever that stands', () => {
    const cover: FfprobeStream = { index: 0, codec_type: 'video', codec_name: 'mjpeg', width: 5000, height: 5000 };
    for (const marked of [{ disposition: { attached_pic: 1 } }, { tags: { MIMETYPE: 'image/jpeg' } }]) {
      expect(
        mapFfprobe({
          streams: [
            { ...cover, ...marked },
            { ...FILM, index: 1 },
          ],
        }).video?.codec,
      ).toBe('hevc');
      expect(mapFfprobe({ streams: [{ ...cover, ...marked }] }).video).toBeNull();
    }
  });

  it('is the largest of several, unless one is flagged default', () => {
    const small = { ...FILM, index: 1, width: 1920, height: 1080, codec_name: 'h264' };
    expect(mapFfprobe({ streams: [small, FILM] }).video?.width).toBe(3840);
    expect(mapFfprobe({ streams: [FILM, { ...small, disposition: { default: 1 } }] }).video?.width).toBe(1920);
  });

  it('is no picture of an image codec beside a film, even where no flag says so', () => {
    const png: FfprobeStream = { index: 0, codec_type: 'video', codec_name: 'png', width: 5000, height: 5000 };
    expect(mapFfprobe({ streams: [png, { ...FILM, index: 1 }] }).video?.codec).toBe('hevc');
    const camera: FfprobeStream = { ...FILM, codec_name: 'mjpeg' };
    expect(mapFfprobe({ streams: [camera] }).video?.codec).toBe('mjpeg');
    const named = { ...camera, tags: { filename: 'cover.jpg' } };
    expect(mapFfprobe({ streams: [named] }).video).toBeNull();
  });

  it('is not the enhancement layer that depends on it', () => {
    const layer = { ...FILM, index: 1, disposition: { default: 1, dependent: 1 } };
    expect(mapFfprobe({ streams: [layer, { ...FILM, width: 1920 }] }).video?.width).toBe(1920);
    expect(mapFfprobe({ streams: [layer] }).video?.width).toBe(3840);
  });

  it.each([
    [{ pix_fmt: 'yuv420p' }, 8],
    [{ pix_fmt: 'yuv420p10le' }, 10],
    [{ pix_fmt: 'yuv422p12be' }, 12],
    [{ pix_fmt: 'p010le' }, 10],
    [{ pix_fmt: 'gray10le' }, 10],
    [{ pix_fmt: 'yuv410p' }, 8],
    [{ pix_fmt: 'nv12' }, 8],
    [{ bits_per_raw_sample: '10' }, 10],
    [{}, null],
  ])('has the depth of %j', (stream, depth) => {
    expect(video(stream).bitDepth).toBe(depth);
  });

  it.each([
    ['progressive', false],
    ['tt', true],
    ['bb', true],
    ['tb', true],
    ['unknown', null],
  ])('with the field order %s is interlaced: %s', (field_order, expected) => {
    expect(video({ field_order }).isInterlaced).toBe(expected);
  });

  it('tells 3D within the picture', () => {
    const sided = (type: string) => video({ side_data_list: [{ side_data_type: 'Stereo 3D', type }] }).stereoMode;
    expect([sided('side by side'), sided('top and bottom'), sided('2D')]).toEqual(['sbs', 'tab', null]);
    expect(video({ tags: { stereo_mode: 'left_right' } }).stereoMode).toBe('sbs');
    expect(video({ profile: 'Stereo High' }).stereoMode).toBe('mvc');
  });

  it('has its aspect ratio as shown: samples that are not square, turned pictures, nonsense', () => {
    expect(video({}).aspectRatio).toBe(2.4);
    expect(video({ width: 720, height: 576, sample_aspect_ratio: '64:45' }).aspectRatio).toBe(1.78);
    expect(video({ width: 1920, height: 1080, sample_aspect_ratio: '0:1' }).aspectRatio).toBe(1.78);
    const told = { width: 720, height: 480, sample_aspect_ratio: '0:1', display_aspect_ratio: '16:9' };
    expect(video(told).aspectRatio).toBe(1.78);
    const turned = { width: 1280, height: 720, side_data_list: [{ side_data_type: 'Display Matrix', rotation: -90 }] };
    expect(video(turned)).toMatchObject({ width: 720, height: 1280, aspectRatio: 0.56 });
    expect(video({ width: 1280, height: 720, tags: { rotate: '180' } })).toMatchObject({ width: 1280, height: 720 });
  });

  it('has the nominal frame rate when the average is only rounded', () => {
    expect(video({}).framerate).toBe(23.976);
    expect(video({ avg_frame_rate: '76200/3169', r_frame_rate: '24/1' }).framerate).toBe(24);
    expect(video({ avg_frame_rate: '25/1', r_frame_rate: '50/1' }).framerate).toBe(25);
    expect(video({ avg_frame_rate: '24000/1001', r_frame_rate: '24/1' }).framerate).toBe(23.976);
    expect(video({ avg_frame_rate: '24000/1001', r_frame_rate: '30000/1001' }).framerate).toBe(23.976);
    expect(video({ avg_frame_rate: '1199/50', r_frame_rate: '24000/1001' }).framerate).toBe(23.976);
    expect(video({ avg_frame_rate: '60000/1001', r_frame_rate: '60000/1001' }).framerate).toBe(59.94);
    expect(video({ avg_frame_rate: '17/1', r_frame_rate: '90000/1' }).framerate).toBe(17);
    expect(video({ avg_frame_rate: '0/0', r_frame_rate: '30000/1001' }).framerate).toBe(29.97);
    expect(video({ avg_frame_rate: '0/0', r_frame_rate: '90000/1' }).framerate).toBeNull();
  });

  it('has one name for the variants of bt2020 and none for unknown', () => {
    expect(video({ color_space: 'bt2020nc' }).colorSpace).toBe('bt2020');
    expect(video({ color_space: 'unknown', color_primaries: 'bt709' }).colorSpace).toBe('bt709');
    expect(video({ color_space: 'unknown' }).colorSpace).toBeNull();
  });
});

describe('dynamic range', () => {
  const pq = { color_transfer: 'smpte2084', color_space: 'bt2020nc' };
  const dovi = { side_data_list: [{ side_data_type: 'DOVI configuration record', rpu_present_flag: 1 }] };

  it('is PQ, HLG or nothing; bt2020 alone is nothing', () => {
    expect(video(pq).hdrType).toBe('HDR10');
    expect(video({ color_transfer: 'arib-std-b67' }).hdrType).toBe('HLG');
    expect(video({ color_transfer: 'bt709', color_space: 'bt2020nc' }).hdrType).toBeNull();
  });

  it('is Dolby Vision before its base layer, also when only the second stream or the tag says so', () => {
    expect(video({ ...pq, ...dovi }).hdrType).toBe('Dolby Vision');
    expect(video({ color_transfer: 'arib-std-b67', ...dovi }).hdrType).toBe('Dolby Vision');
    expect(video({ ...pq, codec_tag_string: 'dvh1' }).hdrType).toBe('Dolby Vision');
    const layers = [
      { ...FILM, ...pq },
      { ...FILM, ...pq, ...dovi, index: 1, width: 1920, height: 800 },
    ];
    expect(mapFfprobe({ streams: layers }).video).toMatchObject({ width: 3840, hdrType: 'Dolby Vision' });
    expect(mayBeHdr10Plus({ streams: layers })).toBeNull();
  });

  it('is HDR10+ only when the first frame says so', () => {
    const document = { streams: [{ ...FILM, ...pq, index: 3 }] };
    expect(mayBeHdr10Plus(document)).toBe(3);
    expect(mayBeHdr10Plus({ streams: [FILM] })).toBeNull();
    expect(mapFfprobe(document, true).video?.hdrType).toBe('HDR10+');
    expect(mapFfprobe(document, false).video?.hdrType).toBe('HDR10');
  });
});

describe('durations and bit rates', () => {
  const format = { duration: '5400.4', size: '4050300000', bit_rate: '6000000' };

  it('are whole seconds and kbit/s', () => {
    expect(video({ bit_rate: '5123456' }, { format })).toMatchObject({ durationSeconds: 5400, bitrate: 5123 });
    expect(video({}, { format }).fileSize).toBe(4050300000);
  });

  it('come from tags where the container has none', () => {
    const tags = { DURATION: '01:30:00.500000000', 'BPS-eng': '4000000' };
    expect(video({ tags })).toMatchObject({ durationSeconds: 5401, bitrate: 4000 });
    expect(video({ tags: { 'BPS-eng': '' } })).toMatchObject({ durationSeconds: null, bitrate: null });
  });

  it('leave the sound out of what the file has for the picture', () => {
    const streams = [FILM, { index: 1, codec_type: 'audio', bit_rate: '640000' }];
    expect(mapFfprobe({ streams, format }).video?.bitrate).toBe(5360);
  });

  it('are left open where lossless sound or a second picture hides how much is left', () => {
    const sound = { index: 1, codec_type: 'audio' };
    const rate = (...streams: FfprobeStream[]) => mapFfprobe({ streams: [FILM, ...streams], format }).video?.bitrate;
    expect(rate({ ...sound, codec_name: 'truehd' })).toBeNull();
    expect(rate({ ...sound, codec_name: 'dts', profile: 'DTS-HD MA' })).toBeNull();
    expect(rate({ ...sound, codec_name: 'aac' })).toBe(6000);
    expect(rate({ ...FILM, index: 1 })).toBeNull();
    expect(rate({ ...FILM, index: 1, bit_rate: '1000000' })).toBe(5000);
  });

  it('are counted from bytes, and not believed when they are those of an earlier encode', () => {
    const track = { codec_name: 'truehd', tags: { 'NUMBER_OF_BYTES-eng': '100000', DURATION: '00:00:02.000000000' } };
    expect(audio(track)?.bitrate).toBe(400);
    expect(video({ tags: { BPS: '30000000' } }, { format }).bitrate).toBe(6000);
    const core = { codec_name: 'dts', profile: 'DTS-HD MA', bit_rate: '1536000', tags: { BPS: '3500000' } };
    expect(audio(core)?.bitrate).toBe(3500);
    expect(audio({ ...core, profile: 'DTS' })?.bitrate).toBe(1536);
  });

  it('do not believe a container that a broken subtitle stretches over weeks', () => {
    const broken = { duration: '4294968.295000', size: '4050000000', bit_rate: '4' };
    expect(video({ tags: { DURATION: '01:30:00.000000000' } }, { format: broken })).toMatchObject({
      durationSeconds: 5400,
      bitrate: 6000,
    });
  });
});

describe('sound', () => {
  it('has the layout by its usual name, from the channels when it is missing', () => {
    expect(audio({ channels: 6, channel_layout: '5.1(side)' })?.channelLayout).toBe('5.1');
    expect(audio({ channels: 8, channel_layout: '7.1' })?.channelLayout).toBe('7.1');
    expect(audio({ channels: 2 })?.channelLayout).toBe('stereo');
    expect(audio({ channels: 6, channel_layout: '6 channels' })?.channelLayout).toBe('5.1');
    expect(audio({})).toMatchObject({ channels: null, channelLayout: null });
  });

  it('tells DTS-HD from DTS, as Kodi names them', () => {
    expect(audio({ codec_name: 'dts', profile: 'DTS' })?.codec).toBe('dts');
    expect(audio({ codec_name: 'dts', profile: 'DTS-HD MA + DTS:X' })?.codec).toBe('dtshd_ma');
    expect(audio({ codec_name: 'dts', profile: 'DTS-HD HRA' })?.codec).toBe('dtshd_hra');
    expect(audio({ codec_name: 'truehd', profile: 'Dolby TrueHD + Dolby Atmos' })?.codec).toBe('truehd');
  });

  it.each([
    ['truehd', 'Dolby TrueHD + Dolby Atmos', 'Main', 'Atmos'],
    ['eac3', 'Dolby Digital Plus + Dolby Atmos', undefined, 'Atmos'],
    ['truehd', undefined, 'TrueHD Atmos 7.1', 'Atmos'],
    ['truehd', undefined, 'Surround 7.1', null],
    ['ac3', undefined, 'Compatible to Atmos', null],
    ['dts', 'DTS-HD MA + DTS:X', undefined, 'DTS:X'],
    ['dts', 'DTS-HD MA + DTS:X IMAX', undefined, 'DTS:X IMAX'],
    ['dts', 'DTS-HD MA', 'DTS:X 7.1', 'DTS:X'],
    ['dts', 'DTS-HD MA', 'Surround', 'DTS-HD MA'],
    ['dts', 'DTS', 'DTS:X', 'DTS'],
    ['aac', 'LC', undefined, 'LC'],
    ['aac', '-1', undefined, null],
  ])('%s of the profile %s called %s is %s', (codec_name, profile, title, expected) => {
    const stream = { codec_name, ...(profile === undefined ? {} : { profile }), ...(title ? { tags: { title } } : {}) };
    expect(audio(stream)?.profile).toBe(expected);
  });

  it('is a commentary or a description by flag or title', () => {
    expect(audio({ disposition: { comment: 1 } })).toMatchObject({ isCommentary: true, isVisualImpaired: false });
    expect(audio({ tags: { title: 'Audio Description' } })).toMatchObject({ isVisualImpaired: true });
    expect(audio({ tags: { title: 'Forced dub' } })).toMatchObject({ isForced: false });
  });

  it('has bibliographic language codes and the flags', () => {
    expect(audio({ tags: { language: 'deu' }, disposition: { default: 1 } })).toMatchObject({
      language: 'ger',
      isDefault: true,
      isForced: false,
    });
    expect(audio({ tags: { LANGUAGE: 'en-US', TITLE: 'Commentary' } })).toMatchObject({
      language: 'eng',
      title: 'Commentary',
    });
    expect(audio({ tags: { language: 'und' } })?.language).toBeNull();
    expect(audio({ bit_rate: '640000', sample_rate: '48000' })).toMatchObject({ bitrate: 640, sampleRate: 48000 });
  });
});

describe('subtitles', () => {
  it('have short codec names', () => {
    const codecs = ['hdmv_pgs_subtitle', 'dvd_subtitle', 'subrip', 'mov_text'].map(
      (codec_name) => subtitle({ codec_name })?.codec,
    );
    expect(codecs).toEqual(['pgs', 'vobsub', 'subrip', 'mov_text']);
  });

  it('are forced or for the hard of hearing by flag or by title', () => {
    expect(subtitle({ disposition: { forced: 1, hearing_impaired: 1 } })).toMatchObject({
      isForced: true,
      isHearingImpaired: true,
    });
    expect(subtitle({ tags: { title: 'English (SDH)' } })).toMatchObject({ isForced: false, isHearingImpaired: true });
    expect(subtitle({ tags: { title: 'Forced' } })).toMatchObject({ isForced: true, isHearingImpaired: false });
    expect(subtitle({ tags: { title: 'Unforced accents' } })).toMatchObject({ isForced: false });
  });
});

it('survives an empty document', () => {
  expect(mapFfprobe({})).toEqual({ video: null, audio: [], subtitles: [] });
});
