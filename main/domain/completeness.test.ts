import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeness, type CompletenessRules } from './completeness.ts';

const RULES: CompletenessRules = { fields: ['title', 'plot', 'genres'], assets: { poster: 1, fanart: 2, banner: 0 } };

function judge(values: Record<string, unknown>, counts: Record<string, number>, waived: string[] = []) {
  return completeness(
    RULES,
    (field) => values[field] ?? null,
    (type) => counts[type] ?? 0,
    new Set(waived),
  );
}

describe('completeness', () => {
  it('names what is missing in the order of the rules', () => {
    expect(judge({ title: 'Alien' }, { poster: 1 })).toEqual({ percent: 40, missing: ['plot', 'genres', 'fanart'] });
  });

  it('asks for the whole number of images', () => {
    expect(judge({ title: 'A', plot: 'B', genres: ['C'] }, { poster: 1, fanart: 1 }).missing).toEqual(['fanart']);
    expect(judge({ title: 'A', plot: 'B', genres: ['C'] }, { poster: 3, fanart: 2 }).percent).toBe(100);
  });

  it('takes an empty list and an empty text for missing, but not a zero', () => {
    expect(judge({ title: '', plot: 0, genres: [] }, { poster: 1, fanart: 2 }).missing).toEqual(['title', 'genres']);
  });

  it('leaves out what is waived, and what is asked for zero times', () => {
    expect(judge({}, {}, ['title', 'plot', 'genres', 'poster', 'fanart'])).toEqual({ percent: 100, missing: [] });
  });

  it('is complete when nothing is asked for', () => {
    expect(
      completeness(
        { fields: [], assets: {} },
        () => null,
        () => 0,
      ),
    ).toEqual({ percent: 100, missing: [] });
  });

  it('says 100 exactly when nothing is missing', () => {
    const fields = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(fields, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (names, has) => {
        const { percent, missing } = completeness(
          { fields: names, assets: {} },
          (field) => (has[names.indexOf(field)] === true ? 'x' : null),
          () => 0,
        );
        expect(percent === 100).toBe(missing.length === 0);
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(missing).toEqual(names.filter((_, i) => has[i] !== true));
      }),
    );
  });
});
