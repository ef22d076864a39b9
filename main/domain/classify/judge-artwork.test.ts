import { describe, expect, it } from 'vitest';
import type { AssetImageType } from '../asset-types.ts';
import { judgeArtwork } from './judge-artwork.ts';

type Item = Parameters<typeof judgeArtwork>[1];

describe('judgeArtwork', () => {
  it.each<[string, AssetImageType, number, number, Item, AssetImageType, string | null]>([
    ['folder.jpg', 'poster', 1920, 1080, 'movie', 'landscape', null],
    ['folder.jpg', 'poster', 1000, 1500, 'movie', 'poster', null],
    ['Harbour (2011).jpg', 'poster', 1920, 1080, 'movie', 'landscape', null],
    ['Harbour (2011)-thumb.jpg', 'landscape', 1000, 1500, 'movie', 'poster', null],
    ['cd1/folder.jpg', 'poster', 1920, 1080, 'movie', 'landscape', null],
    ['poster.jpg', 'poster', 1920, 1080, 'movie', 'poster', 'image_shape'],
    ['fanart.jpg', 'fanart', 320, 180, 'movie', 'fanart', 'image_small'],
    ['extrafanart/folder.jpg', 'fanart', 1000, 1500, 'movie', 'fanart', 'image_shape'],
    ['folder.jpg', 'poster', 758, 140, 'series', 'banner', null],
    ['Season 1/folder.jpg', 'poster', 1920, 1080, 'season', 'landscape', null],
    ['Season01.jpg', 'poster', 1000, 1500, 'season', 'poster', null],
    ['S01E01.jpg', 'thumb', 640, 360, 'episode', 'thumb', null],
    ['S01E01.jpg', 'thumb', 1000, 1500, 'episode', 'thumb', 'image_shape'],
  ])('%s as %s of %i × %i, of a %s: %s, %s', (relPath, type, width, height, item, expected, code) => {
    const judged = judgeArtwork({ relPath, type, width, height }, item);
    expect([judged.type, judged.problem?.code ?? null]).toEqual([expected, code]);
  });
});
