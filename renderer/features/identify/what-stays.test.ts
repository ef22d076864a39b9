import { describe, expect, it } from 'vitest';
import type { FieldState, ItemDetail } from '../../../contract/items.ts';
import { idsOf, whatStays } from './what-stays.ts';

const free: FieldState = {
  isLocked: false,
  inheritedFrom: null,
  isExempt: false,
  holdsBelow: false,
  source: 'tmdb',
  setAt: null,
};
const poster: ItemDetail['artwork'][number] = {
  candidateId: 1,
  type: 'poster',
  provider: 'user',
  hash: 'a'.repeat(64),
  width: 1000,
  height: 1500,
  sizeBytes: 1,
  color: null,
  isSelected: true,
  rank: 1,
  selectedBy: 'manual',
  fileName: null,
} as unknown as ItemDetail['artwork'][number];

function film(parts: Partial<ItemDetail>): ItemDetail {
  return {
    type: 'movie',
    values: {},
    fields: {},
    artwork: [],
    artworkTypes: ['poster', 'fanart'],
    artworkLocks: {},
    ...parts,
  } as ItemDetail;
}

describe('whatStays', () => {
  it('names locked fields, edited ones, locked artwork and own images', () => {
    const detail = film({
      fields: {
        plot: { ...free, isLocked: true, source: 'user' },
        title: { ...free, source: 'user' },
        year: free,
      },
      artwork: [poster],
      artworkLocks: { fanart: { ...free, isLocked: true } },
    });
    expect(whatStays(detail)).toEqual(['Title (yours)', 'Plot (locked)', 'Poster (yours)', 'Fanart (locked)']);
  });

  it('is empty where all comes from providers', () => {
    expect(whatStays(film({ fields: { title: free }, artwork: [{ ...poster, provider: 'tmdb' }] }))).toEqual([]);
  });
});

describe('idsOf', () => {
  it('names each id', () => {
    expect(idsOf(film({ values: { tmdb_id: 348, imdb_id: 'tt0078748' } }))).toEqual(['TMDB 348', 'IMDb tt0078748']);
    expect(idsOf(film({ values: { tmdb_id: null } }))).toEqual([]);
  });
});
