import { describe, expect, it } from 'vitest';
import { countryName, toCountry } from './country-codes.ts';
import { fromTvdbLanguage, toTvdbLanguages } from './tvdb-languages.ts';

describe('languages of TheTVDB', () => {
  it.each([
    ['de-DE', ['deu']],
    ['fr', ['fra']],
    ['en-US', ['eng']],
    ['ja-JP', ['jpn']],
    ['pt-BR', ['pt', 'por']],
    ['pt-PT', ['por', 'pt']],
    ['zh-TW', ['zhtw', 'zho']],
    ['zh-Hans', ['zho', 'zhtw']],
    ['nb-NO', ['nob', 'nor']],
    ['xx', []],
  ])('%s is written %j', (tag, codes) => {
    expect(toTvdbLanguages(tag)).toEqual(codes);
  });

  it.each([
    ['deu', 'de'],
    ['jpn', 'ja'],
    ['pt', 'pt'],
    ['zhtw', 'zh'],
    ['ces', 'cs'],
    ['aar', 'aar'],
    ['', null],
    [null, null],
  ])('%j reads as %j', (code, language) => {
    expect(fromTvdbLanguage(code)).toBe(language);
  });
});

describe('countries of TheTVDB', () => {
  it.each([
    ['deu', 'DE', 'Germany'],
    ['USA', 'US', 'United States'],
    ['gbr', 'GB', 'United Kingdom'],
    ['jp', 'JP', 'Japan'],
    ['global', null, null],
    [null, null, null],
  ])('%j is %j, %j', (code, country, name) => {
    expect(toCountry(code)).toBe(country);
    expect(countryName(code)).toBe(name);
  });
});
