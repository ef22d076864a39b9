import { describe, expect, it } from 'vitest';
import { countryName, languageName, parseCountry, parseLanguage, parseTranslation, tagName } from './code-names.ts';

describe('names of codes', () => {
  it('are those people say', () => {
    expect(languageName('de')).toBe('German');
    expect(languageName('pt-BR')).toBe('Portuguese (Brazil)');
    expect(countryName('GB')).toBe('United Kingdom');
  });

  it('stay codes when nobody knows them', () => {
    expect(languageName('not a code')).toBe('not a code');
    expect(countryName('??')).toBe('??');
  });
});

describe('what a value is tagged with', () => {
  it('is a language, or a country alone', () => {
    expect(tagName('de-DE')).toBe('German (Germany)');
    expect(tagName('und-DE')).toBe('Germany');
  });
});

describe('what was typed', () => {
  it.each([
    ['de-DE', 'de-DE'],
    [' pt_br ', 'pt-BR'],
    ['german (germany)', 'de-DE'],
    ['Japanese', 'ja'],
    ['fil', 'fil'],
    ['qq-QQ', null],
    ['Klingon', null],
    ['', null],
  ])('%j as a translation is %j', (typed, tag) => expect(parseTranslation(typed)).toBe(tag));

  it.each([
    ['DE', 'de'],
    ['French', 'fr'],
    ['fra', null],
    ['xx', null],
  ])('%j as a language is %j', (typed, code) => expect(parseLanguage(typed)).toBe(code));

  it.each([
    ['de', 'DE'],
    ['Japan', 'JP'],
    ['XQ', null],
    ['Europe', null],
  ])('%j as a country is %j', (typed, code) => expect(parseCountry(typed)).toBe(code));
});
