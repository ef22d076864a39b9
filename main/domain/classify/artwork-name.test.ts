import { describe, expect, it } from 'vitest';
import { readArtworkName, splitArtworkName } from './artwork-name.ts';

describe('readArtworkName', () => {
  it.each([
    ['poster', 'poster', 0],
    ['Folder', 'poster', 0],
    ['cover', 'poster', 0],
    ['movie', 'poster', 0],
    ['poster2', 'poster', 2],
    ['fanart', 'fanart', 0],
    ['fanart12', 'fanart', 12],
    ['fanart-3', 'fanart', 3],
    ['backdrop1', 'fanart', 1],
    ['background', 'fanart', 0],
    ['art', 'fanart', 0],
    ['logo', 'clearlogo', 0],
    ['clearlogo', 'clearlogo', 0],
    ['clearart', 'clearart', 0],
    ['disc', 'discart', 0],
    ['cdart', 'discart', 0],
    ['discart', 'discart', 0],
    ['landscape', 'landscape', 0],
    ['thumb', 'landscape', 0],
    ['banner', 'banner', 0],
    ['keyart', 'keyart', 0],
  ])('%s', (word, type, index) => {
    expect(readArtworkName(word)).toMatchObject({ type, index });
  });

  it.each(['', 'harbour', 'movieset-poster', 'posters', 'constructor', 'poster1234', '7'])('not %j', (word) => {
    expect(readArtworkName(word)).toBeNull();
  });
});

it('splits the word off a longer name', () => {
  expect(splitArtworkName('Harbour (2011)-poster')).toMatchObject({
    owner: 'Harbour (2011)',
    artwork: { type: 'poster' },
  });
  expect(splitArtworkName('Harbour.2011.fanart2')).toMatchObject({ owner: 'Harbour.2011', artwork: { index: 2 } });
  expect(splitArtworkName('poster')).toBeNull();
  expect(splitArtworkName('Harbour')).toBeNull();
});
