import { describe, expect, it } from 'vitest';
import { readExtraSuffix } from './extra-suffix.ts';

describe('readExtraSuffix', () => {
  it.each([
    ['Harbour-trailer', 'trailer', 'Harbour'],
    ['Harbour-Trailer2', 'trailer', 'Harbour'],
    ['Harbour - trailer', 'trailer', 'Harbour'],
    ['Harbour_sample', 'sample', 'Harbour'],
    ['Harbour-behindthescenes', 'behindthescenes', 'Harbour'],
    ['Harbour-deleted', 'deleted', 'Harbour'],
    ['Harbour-deletedscene', 'deleted', 'Harbour'],
    ['Harbour-featurette', 'featurette', 'Harbour'],
    ['Talk with the crew-interview', 'interview', 'Talk with the crew'],
    ['Harbour-scene', 'scene', 'Harbour'],
    ['Harbour-short', 'short', 'Harbour'],
    ['Harbour-clip', 'clip', 'Harbour'],
    ['Harbour-extra', 'other', 'Harbour'],
    ['Harbour-other', 'other', 'Harbour'],
    ['Harbour-behind the scenes', 'behindthescenes', 'Harbour'],
    ['Harbour-Deleted Scenes', 'deleted', 'Harbour'],
    ['Harbour-featurettes', 'featurette', 'Harbour'],
    ['Harbour-making of', 'behindthescenes', 'Harbour'],
    ['trailer', 'trailer', ''],
  ])('%s', (stem, extraType, owner) => {
    expect(readExtraSuffix(stem)).toEqual({ extraType, owner, isMarked: true });
  });

  it('marks a word behind a dot or space as possibly title', () => {
    expect(readExtraSuffix('I Live in a Trailer')).toMatchObject({ isMarked: false });
    expect(readExtraSuffix('Harbour.2011.trailer')).toMatchObject({ isMarked: false, owner: 'Harbour.2011' });
  });

  it.each(['The Interview (2014)', 'Extra Ordinary', 'Harbour', 'Sampler', 'Clip Show', '-trailer-park'])(
    'not %s',
    (stem) => {
      expect(readExtraSuffix(stem)).toBeNull();
    },
  );
});
