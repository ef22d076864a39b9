import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetadataValues } from '../metadata-values.ts';
import { hasOutsideValues, mergeFields, sideOf } from './merge-fields.ts';

const open = (): boolean => false;

describe('mergeFields', () => {
  it.each([
    ['only outside', 'a', 'b', 'a', 'outside', 'outside'],
    ['only Metarr', 'a', 'a', 'b', 'us', 'ours'],
    ['both, differently', 'a', 'b', 'c', 'both', null],
    ['both, and outside says nothing any more', 'a', null, 'c', 'both', 'ours'],
    ['outside, who took the value away', 'a', null, 'a', 'outside', 'outside'],
  ] as const)('knows who changed a field: %s', (_name, base, outside, ours, changedBy, suggested) => {
    const [field] = mergeFields({ base: { plot: base }, outside: { plot: outside }, ours: { plot: ours } }, open);
    expect(field).toMatchObject({ field: 'plot', base, outside, ours, changedBy, suggested });
  });

  it('leaves out what both say alike, whoever changed it', () => {
    expect(mergeFields({ base: { title: 'a' }, outside: { title: 'b' }, ours: { title: 'b' } }, open)).toEqual([]);
  });

  it('suggests what Metarr has for a locked field', () => {
    const sides = { base: { title: 'a' }, outside: { title: 'b' }, ours: { title: 'a' } };
    expect(mergeFields(sides, (field) => field === 'title')[0]).toMatchObject({ isLocked: true, suggested: 'ours' });
  });

  it('fills gaps where it does not know what was published, and asks about the rest', () => {
    const outside: MetadataValues = { title: 'b', tagline: 'new', plot: null };
    const ours: MetadataValues = { title: 'a', tagline: null, plot: 'kept' };
    const fields = mergeFields({ base: null, outside, ours }, open);
    expect(fields.map(({ field, changedBy, suggested }) => [field, changedBy, suggested])).toEqual([
      ['title', 'unknown', null],
      ['tagline', 'unknown', 'outside'],
      ['plot', 'unknown', 'ours'],
    ]);
  });

  it('takes lists in another order, other portraits and no value for the same', () => {
    const cast = (thumbUrl: string | null) => [{ name: 'Ian Holm', role: 'Ash', tmdbId: 1, thumbUrl }];
    const outside: MetadataValues = { genres: ['b', 'a'], actors: cast('x'), plot: '', writers: [] };
    const ours: MetadataValues = { genres: ['a', 'b'], actors: cast(null), plot: null, writers: [] };
    expect(mergeFields({ base: null, outside, ours }, open)).toEqual([]);
  });

  it('says values as the boundary does', () => {
    const outside: MetadataValues = {
      actors: [{ name: 'Ian Holm', role: 'Ash', tmdbId: 1, thumbUrl: 'x' }],
      set_id: { name: 'Alien', overview: null, tmdbCollectionId: 8091 },
    };
    expect(mergeFields({ base: null, outside, ours: {} }, open).map((field) => field.outside)).toEqual([
      [{ name: 'Ian Holm', role: 'Ash', tmdbId: 1, thumbHash: null }],
      { name: 'Alien', overview: null },
    ]);
  });

  const value = fc.constantFrom(null, 'a', 'b', 'c');
  it('never suggests a side that would lose a change which nobody else made', () => {
    fc.assert(
      fc.property(value, value, value, fc.boolean(), (base, outside, ours, isLocked) => {
        for (const field of mergeFields(
          { base: { plot: base }, outside: { plot: outside }, ours: { plot: ours } },
          () => isLocked,
        )) {
          if (field.suggested === 'outside') expect(isLocked).toBe(false);
          if (field.suggested === 'outside' && field.changedBy !== 'outside') expect(ours).toBeNull();
          if (field.suggested === 'ours' && !isLocked && field.changedBy !== 'us') expect(outside).toBeNull();
        }
      }),
    );
  });
});

describe('hasOutsideValues', () => {
  it('counts what others changed and nobody has decided about since', () => {
    const sides = {
      base: { title: 'a', plot: 'a' },
      outside: { title: 'b', plot: 'a' },
      ours: { title: 'a', plot: 'c' },
    };
    const fields = mergeFields(sides, open);
    expect(hasOutsideValues(fields, open)).toBe(true);
    expect(hasOutsideValues(fields, (field) => field === 'title')).toBe(false);
  });
});

describe('sideOf', () => {
  it('goes by what the person says, then by the suggestion', () => {
    expect(sideOf({ field: 'plot', suggested: 'ours' }, new Map([['plot', 'outside']]))).toBe('outside');
    expect(sideOf({ field: 'plot', suggested: 'ours' }, new Map())).toBe('ours');
    expect(sideOf({ field: 'plot', suggested: null }, new Map())).toBeNull();
  });
});
