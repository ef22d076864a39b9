import { describe, expect, it } from 'vitest';
import { defaultSelection } from './default-selection.ts';
import type { ImageCandidate, SelectionRules } from './image-candidate.ts';
import { scoreCandidate } from './score-candidate.ts';

const rules = (change: Partial<SelectionRules> = {}): SelectionRules => ({
  ...defaultSelection(1, 'movies', 'poster', ['de', 'en']),
  ...change,
});

const candidate = (change: Partial<ImageCandidate> = {}): ImageCandidate => ({
  id: 1,
  type: 'poster',
  provider: 'tmdb',
  sourceKey: 'tmdb:/a.jpg',
  language: 'de',
  width: 2000,
  height: 3000,
  voteAverage: 5,
  voteCount: 10,
  isRejected: false,
  brokenReason: null,
  hash: null,
  perceptualHash: null,
  ...change,
});

const score = (change: Partial<ImageCandidate> = {}, of: Partial<SelectionRules> = {}): number =>
  scoreCandidate(candidate(change), rules(of), { entity: 'movie' }).score ?? -1;
const part = (name: string, change: Partial<ImageCandidate>, of: Partial<SelectionRules> = {}): number | undefined =>
  scoreCandidate(candidate(change), rules(of), { entity: 'movie' }).parts.find((entry) => entry.name === name)?.score;

describe('a score', () => {
  it('is between 0 and 100 and the sum of its parts', () => {
    const { score: total, parts } = scoreCandidate(candidate(), rules(), { entity: 'movie' });
    expect(total).toBeCloseTo(
      parts.reduce((sum, { score: one, weight }) => sum + one * weight * 100, 0),
      1,
    );
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    expect(score({ voteAverage: 10, voteCount: 1_000_000 })).toBeCloseTo(100, 0);
  });

  it('counts pixels up to the ideal and no further', () => {
    expect(part('resolution', { width: 1000, height: 1500 })).toBeCloseTo(0.5);
    expect(part('resolution', { width: 2000, height: 3000 })).toBe(1);
    expect(part('resolution', { width: 4000, height: 6000 })).toBe(1);
    expect(part('resolution', { width: null, height: null })).toBe(0.5);
  });

  it('does not let one vote of 10 win over many of 7', () => {
    expect(score({ voteAverage: 10, voteCount: 1 })).toBeLessThan(score({ voteAverage: 7, voteCount: 20 }));
    expect(score({ voteAverage: 2, voteCount: 1 })).toBeGreaterThan(score({ voteAverage: 3, voteCount: 100 }));
    expect(part('votes', { voteAverage: null, voteCount: null })).toBe(0.5);
  });

  it('follows the order of languages, in which images without text have a place of their own', () => {
    const of = { languages: ['de', 'none', 'en'] };
    const order = ['de', null, 'en', 'fr'].map((language) => part('language', { language }, of) ?? NaN);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(order).toEqual([1, 0.75, 0.5, 0]);
    expect(part('language', { language: 'fr' }, { languages: [] })).toBe(1);
  });

  it('puts images without text first for what players write upon', () => {
    const first = (type: ImageCandidate['type']): string | undefined =>
      defaultSelection(1, 'movies', type, ['de']).languages[0];
    expect(['fanart', 'landscape', 'keyart'].map((type) => first(type as ImageCandidate['type']))).toEqual([
      'none',
      'none',
      'none',
    ]);
    expect(first('poster')).toBe('de');
  });

  it('follows the order of providers; the person’s own files need no place in it', () => {
    const of = { providers: ['tvdb', 'tmdb'] as SelectionRules['providers'] };
    expect(part('provider', { provider: 'tvdb' }, of)).toBe(1);
    expect(part('provider', { provider: 'tmdb' }, of)).toBe(0.5);
    expect(part('provider', { provider: 'omdb' }, of)).toBe(0);
    expect(part('provider', { provider: 'user' }, of)).toBe(1);
  });

  it('normalises the weights, and takes all of them at zero as all the same', () => {
    const doubled = { weightResolution: 0.6, weightVotes: 0.8, weightLanguage: 0.4, weightProvider: 0.2 };
    expect(score({}, doubled)).toBe(score());
    const none = { weightResolution: 0, weightVotes: 0, weightLanguage: 0, weightProvider: 0 };
    expect(score({ voteAverage: null }, none)).toBeCloseTo((1 + 0.5 + 1 + 1) * 25);
  });
});

describe('excluded', () => {
  const reason = (change: Partial<ImageCandidate>, of: Partial<SelectionRules> = {}): string | undefined => {
    const result = scoreCandidate(candidate(change), rules(of), { entity: 'movie' });
    expect(result.score === null).toBe(result.excluded !== null);
    return result.excluded?.reason;
  };

  it.each([
    ['too_small', { width: 400, height: 600 }, {}],
    ['wrong_shape', { width: 1920, height: 1080 }, {}],
    ['wrong_shape', { width: 2000, height: 2500 }, {}],
    ['rejected', { isRejected: true }, {}],
    ['broken', { brokenReason: 'It is gone.' }, {}],
    ['type_off', {}, { maxCount: 0 }],
  ] as const)('%s: %o', (wanted, change, of) => {
    expect(reason(change, of)).toBe(wanted);
  });

  it('not by the tolerance of the shape, an unknown size, or without a minimum', () => {
    expect(reason({ width: 1000, height: 1426 })).toBeUndefined();
    expect(reason({ width: null, height: null })).toBeUndefined();
    expect(reason({ width: 40, height: 60 }, { minWidth: null, minHeight: null })).toBeUndefined();
    expect(reason({ type: 'clearlogo', width: 1600, height: 300 }, { minHeight: 60 })).toBeUndefined();
  });
});
