import { describe, expect, it } from 'vitest';
import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { FieldName } from '../../../contract/field-values.ts';
import { applyCount, fieldCounts, isChanged, type LeftOut } from './preview-counts.ts';

function preview(id: number, fields: FieldName[], artwork: EnrichPreview['artwork'] = []): EnrichPreview {
  return {
    item: { type: 'movie', id },
    title: `Film ${String(id)}`,
    changes: fields.map((field) => ({ field, before: null, after: 'new', provider: 'tmdb', language: '' })),
    kept: [],
    artwork,
    problems: [],
    isUnidentified: false,
  };
}

const out = (fields: FieldName[] = [], items: string[] = []): LeftOut => ({
  fields: new Set(fields),
  items: new Set(items),
});
const previews = [
  preview(1, ['plot', 'title']),
  preview(2, ['plot']),
  preview(3, [], [{ type: 'poster', before: 0, after: 1 }]),
  preview(4, []),
];

describe('isChanged', () => {
  it('looks at fields and artwork that are not left out', () => {
    expect(previews.map((entry) => isChanged(entry, out()))).toEqual([true, true, true, false]);
    expect(previews.map((entry) => isChanged(entry, out(['plot'])))).toEqual([true, false, true, false]);
    expect(previews.map((entry) => isChanged(entry, out([], ['movie-1', 'movie-3'])))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('fieldCounts', () => {
  it('counts items per field, without those left out', () => {
    expect(fieldCounts(previews, new Set())).toEqual([
      { field: 'plot', count: 2 },
      { field: 'title', count: 1 },
    ]);
    expect(fieldCounts(previews, new Set(['movie-1']))).toEqual([{ field: 'plot', count: 1 }]);
  });
});

describe('applyCount', () => {
  it('adds what is not here yet', () => {
    expect(applyCount(previews, 3, out())).toBe(3);
    expect(applyCount(previews, 10, out())).toBe(10);
    expect(applyCount(previews, 10, out(['plot']))).toBe(9);
    expect(applyCount(previews, 3, out([], ['movie-1', 'movie-2', 'movie-3']))).toBe(0);
  });
});
