import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOfStream } from './stream-language.ts';

describe('languageOfStream', () => {
  it.each([
    // two letters, three letters of both kinds, any case
    ['en', 'eng'],
    ['EN', 'eng'],
    ['eng', 'eng'],
    ['Eng', 'eng'],
    ['deu', 'ger'],
    ['ger', 'ger'],
    ['ces', 'cze'],
    ['nld', 'dut'],
    ['bod', 'tib'],
    ['fo', 'fao'],
    ['yo', 'yor'],
    ['yor', 'yor'],
    ['haw', 'haw'],
    ['new', 'new'],
    ['ast', 'ast'],
    // withdrawn
    ['iw', 'heb'],
    ['in', 'ind'],
    ['ji', 'yid'],
    ['jw', 'jav'],
    ['mo', 'rum'],
    ['sh', 'srp'],
    ['scc', 'srp'],
    ['scr', 'hrv'],
    // single languages of a common one
    ['cmn', 'chi'],
    ['yue', 'chi'],
    ['arz', 'ara'],
    ['swh', 'swa'],
    ['ekk', 'est'],
    // BCP 47 and locales
    ['pt-BR', 'por'],
    ['pt_BR', 'por'],
    ['es-419', 'spa'],
    ['zh-Hant-TW', 'chi'],
    ['zh-cmn-Hans', 'chi'],
    ['sr-Latn-RS', 'srp'],
    ['de-CH-1996', 'ger'],
    ['en-GB-oxendict', 'eng'],
    ['fil-PH', 'fil'],
    ['de_AT.UTF-8', 'ger'],
    ['ca-ES@valencia', 'cat'],
    // names
    ['English', 'eng'],
    ['FRENCH', 'fre'],
    ['Deutsch', 'ger'],
    ['Portuguese (Brazil)', 'por'],
    ['Yoruba', 'yor'],
    ['faroese', 'fao'],
    // several
    ['eng,ger', 'eng'],
    ['fre/eng', 'fre'],
    [' swe ', 'swe'],
  ])('%s is %s', (tag, expected) => {
    expect(languageOfStream(tag)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    'und',
    'UND',
    'unk',
    'mis',
    'mul',
    'zxx',
    'xx',
    'qaa',
    'qad',
    'x-private',
    'none',
    'Unknown',
    '--',
    '0',
  ])('says nothing for %j', (tag) => {
    expect(languageOfStream(tag)).toBeNull();
  });

  it('answers its own answers, whatever the tag', () => {
    const tags = fc.oneof(fc.stringMatching(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(tags, (tag) => {
        const code = languageOfStream(tag);
        if (code === null) return;
        expect(code).toMatch(/^[a-z]{3}$/);
        expect(languageOfStream(code)).toBe(code);
      }),
      { numRuns: 2_000 },
    );
  });
});
