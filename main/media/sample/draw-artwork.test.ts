import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { type ArtworkBrief, drawFanart, drawPoster, SCENE_NAMES } from './draw-artwork.ts';

const brief: ArtworkBrief = {
  title: 'Ångström & Søn: 第 2',
  scene: 'sea',
  motif: 'boat',
  palette: 'dusk',
  face: 'roman',
  isStacked: false,
  names: ['Marta Velling'],
  print: ['1967'],
};

describe('artwork drawn for the sample library', () => {
  it('is the same picture every time', async () => {
    expect(Buffer.compare(await drawPoster(brief), await drawPoster(brief))).toBe(0);
  });

  it('changes with the title', async () => {
    expect(Buffer.compare(await drawPoster(brief), await drawPoster({ ...brief, title: 'Other' }))).not.toBe(0);
  });

  it.each(SCENE_NAMES)('fills poster and fanart with %s, whatever the motif', async (scene) => {
    const poster = sharp(await drawPoster({ ...brief, scene, motif: 'unheard of' }));
    const fanart = sharp(await drawFanart({ ...brief, scene, motif: 'unheard of' }));
    expect(await poster.metadata()).toMatchObject({ width: 1000, height: 1500, format: 'jpeg' });
    expect(await fanart.metadata()).toMatchObject({ width: 1280, height: 720, format: 'jpeg' });
    const { channels } = await poster.stats();
    expect(Math.max(...channels.map((channel) => channel.stdev))).toBeGreaterThan(8);
  });
});
