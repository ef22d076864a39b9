import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssetImageType, imageTypesOf } from '../asset-types.ts';
import { artworkProblem, artworkTypeByShape } from './artwork-size.ts';

describe('artworkProblem', () => {
  it.each<[AssetImageType, number, number]>([
    ['poster', 1000, 1500],
    ['poster', 450, 660],
    ['poster', 680, 1000],
    ['keyart', 2000, 3000],
    ['fanart', 1920, 1080],
    ['fanart', 1200, 675],
    ['landscape', 1280, 720],
    ['banner', 758, 140],
    ['banner', 1000, 185],
    ['clearlogo', 800, 310],
    ['clearlogo', 1200, 220],
    ['clearart', 1000, 562],
    ['discart', 1000, 1000],
    ['thumb', 400, 225],
    ['thumb', 640, 480],
    ['characterart', 512, 512],
  ])('%s of %i × %i fits', (type, width, height) => {
    expect(artworkProblem(type, width, height)).toBeNull();
  });

  it.each<[AssetImageType, number, number, string]>([
    ['poster', 1920, 1080, 'image_shape'],
    ['poster', 1000, 1000, 'image_shape'],
    ['fanart', 1000, 1500, 'image_shape'],
    ['banner', 1000, 1500, 'image_shape'],
    ['discart', 1000, 1500, 'image_shape'],
    ['poster', 200, 300, 'image_small'],
    ['fanart', 640, 360, 'image_small'],
    ['thumb', 160, 90, 'image_small'],
    ['poster', 0, 0, 'image_shape'],
  ])('%s of %i × %i: %s', (type, width, height, code) => {
    expect(artworkProblem(type, width, height)).toMatchObject({ code });
  });

  it('finds a larger image of the same shape no worse', () => {
    const type = fc.constantFrom<AssetImageType>('poster', 'fanart', 'banner', 'clearlogo', 'discart', 'thumb');
    const side = fc.integer({ min: 1, max: 4000 });
    fc.assert(
      fc.property(type, side, side, fc.integer({ min: 2, max: 5 }), (of, width, height, times) => {
        if (artworkProblem(of, width, height) === null) {
          expect(artworkProblem(of, width * times, height * times)).toBeNull();
        }
      }),
    );
  });
});

describe('artworkTypeByShape', () => {
  it.each<[string, 'movie' | 'series' | 'season' | 'episode', AssetImageType, number, number, AssetImageType]>([
    ['folder.jpg, upright', 'movie', 'poster', 1000, 1500, 'poster'],
    ['folder.jpg, wide', 'movie', 'poster', 1920, 1080, 'landscape'],
    ['folder.jpg, a banner', 'series', 'poster', 758, 140, 'banner'],
    ['folder.jpg, square', 'movie', 'poster', 1000, 1000, 'poster'],
    ['thumb.jpg, upright', 'movie', 'landscape', 1000, 1500, 'poster'],
    ['thumb.jpg, wide', 'movie', 'landscape', 1920, 1080, 'landscape'],
    ['<video>.jpg, wide', 'episode', 'thumb', 400, 225, 'thumb'],
    ['<video>.jpg, upright', 'episode', 'thumb', 400, 600, 'thumb'],
    ['folder.jpg of a season, wide', 'season', 'poster', 1920, 1080, 'landscape'],
    ['thumb.jpg of a season, wide', 'season', 'thumb', 1920, 1080, 'thumb'],
  ])('%s, of a %s', (_case, item, named, width, height, expected) => {
    expect(artworkTypeByShape(named, width, height, imageTypesOf(item))).toBe(expected);
  });
});
