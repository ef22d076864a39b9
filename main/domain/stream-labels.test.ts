import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audioLabel, resolutionLabel } from './stream-labels.ts';

describe('resolutionLabel', () => {
  it.each([
    [7680, 4320, '4320p'],
    [3840, 2160, '2160p'],
    [3840, 1600, '2160p'],
    [4096, 1716, '2160p'],
    [2560, 1440, '1440p'],
    [1920, 1080, '1080p'],
    [1920, 800, '1080p'],
    [1440, 1080, '1080p'],
    [1280, 720, '720p'],
    [1280, 536, '720p'],
    [960, 720, '720p'],
    [720, 576, '576p'],
    [1024, 576, '576p'],
    [640, 480, '480p'],
    [720, 480, '480p'],
    [320, 240, '240p'],
    [1080, 1920, '1080p'],
  ])('%i × %i is %s', (width, height, expected) => {
    expect(resolutionLabel(width, height)).toBe(expected);
  });

  it.each([
    [null, 1080],
    [1920, null],
    [0, 0],
    [-1, 5],
  ])('%j × %j is unknown', (width, height) => {
    expect(resolutionLabel(width, height)).toBeNull();
  });

  it('says the same of a picture and of its turned one', () => {
    const side = fc.integer({ min: 440, max: 8000 });
    fc.assert(fc.property(side, side, (a, b) => resolutionLabel(a, b) === resolutionLabel(b, a)));
  });
});

describe('audioLabel', () => {
  it.each([
    ['aac', 2, 'AAC 2.0'],
    ['ac3', 6, 'AC-3 5.1'],
    ['truehd', 8, 'TrueHD 7.1'],
    ['dts', 7, 'DTS 6.1'],
    ['mp3', 1, 'MP3 1.0'],
    ['pcm_s24le', 2, 'PCM 2.0'],
    ['FLAC', null, 'FLAC'],
    ['strange', 0, 'STRANGE'],
    [null, 2, null],
  ])('%j with %j channels is %j', (codec, channels, expected) => {
    expect(audioLabel(codec, channels)).toBe(expected);
  });
});
