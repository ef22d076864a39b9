import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { toIso6392 } from './languages.ts';

describe('toIso6392', () => {
  it.each([
    ['de', 'ger'],
    ['deu', 'ger'],
    ['ger', 'ger'],
    ['GER', 'ger'],
    ['German', 'ger'],
    ['Deutsch', 'ger'],
    ['fra', 'fre'],
    ['Français', 'fre'],
    ['francais', 'fre'],
    ['Franc\u0327ais', 'fre'],
    ['en-US', 'eng'],
    ['pt-BR', 'por'],
    ['pt_br', 'por'],
    ['pob', 'por'],
    ['Portuguese (Brazil)', 'por'],
    ['Brazilian Portuguese', 'por'],
    ['es-419', 'spa'],
    ['zh-Hans', 'chi'],
    ['zh-Hant-TW', 'chi'],
    ['cmn', 'chi'],
    ['Chinese [Traditional]', 'chi'],
    ['日本語', 'jpn'],
    ['nb', 'nob'],
    ['no', 'nor'],
    ['Norwegian Bokmål', 'nob'],
    ['cze', 'cze'],
    ['česky', 'cze'],
    ['ro', 'rum'],
    ['el', 'gre'],
    ['fas', 'per'],
    [' sv ', 'swe'],
  ])('%s is %s', (input, expected) => {
    expect(toIso6392(input)).toBe(expected);
  });

  it.each(['', ' ', 'und', 'mul', 'zz', 'qqq', 'klingon', 'eng-forced', 'eng-full', 'forced', 'title', '(German)'])(
    'does not guess for %j',
    (input) => {
      expect(toIso6392(input)).toBeNull();
    },
  );

  it('answers its own answers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^[a-z]{2,3}$/), fc.string()), (input) => {
        const code = toIso6392(input);
        if (code === null) return;
        expect(code).toMatch(/^[a-z]{3}$/);
        expect(toIso6392(code)).toBe(code);
      }),
    );
  });
});
