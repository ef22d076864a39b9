import { expect, test } from 'vitest';
import { MergeRules } from '../../contract/providers.ts';
import { DEFAULT_MERGE_RULES, ruleOf } from './merge-rules.ts';

test('the defaults are rules as the contract has them', () => {
  expect(MergeRules.parse(DEFAULT_MERGE_RULES)).toEqual(DEFAULT_MERGE_RULES);
});

test('a field without a rule of its own has the default one, and without languages the common ones', () => {
  expect(ruleOf(DEFAULT_MERGE_RULES, 'plot')).toEqual({
    providers: ['tmdb', 'tvdb', 'omdb'],
    languages: ['en-US'],
    mode: 'replace',
  });
  expect(ruleOf(DEFAULT_MERGE_RULES, 'ratings').providers[0]).toBe('omdb');
  const german = {
    ...DEFAULT_MERGE_RULES,
    fields: { plot: { providers: ['tvdb' as const], languages: ['de-DE'], mode: 'fill' as const } },
  };
  expect(ruleOf(german, 'plot')).toEqual({ providers: ['tvdb'], languages: ['de-DE'], mode: 'fill' });
});
