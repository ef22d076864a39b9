import { describe, expect, it } from 'vitest';
import { audioLabel, resolutionLabel } from './film-facts.ts';

describe('film facts', () => {
  it.each([
    [3840, 1600, '2160p'],
    [1920, 800, '1080p'],
    [1440, 1080, '1080p'],
    [1280, 536, '720p'],
    [720, 576, '576p'],
    [640, 360, '360p'],
    [null, null, null],
  ])('%s × %s is %s', (width, height, label) => expect(resolutionLabel(width, height)).toBe(label));

  it('names a sound track', () => {
    expect(audioLabel({ codec: 'dts', channels: 6, language: 'eng' })).toBe('DTS 5.1 eng');
    expect(audioLabel({ codec: 'aac', channels: null, language: null })).toBe('AAC');
  });
});
