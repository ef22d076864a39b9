import { expect, it } from 'vitest';
import { toLanguageTag } from './language-tag.ts';

it.each([
  ['en', 'en'],
  ['ENG', 'en'],
  ['ger', 'de'],
  ['deu', 'de'],
  ['Deutsch', 'de'],
  ['pt-BR', 'pt-BR'],
  ['pt_br', 'pt-BR'],
  ['pob', 'pt-BR'],
  ['Brazilian Portuguese', 'pt-BR'],
  ['Portuguese (Brazil)', 'pt-BR'],
  ['por', 'pt'],
  ['zh-hans', 'zh-Hans'],
  ['zh-Hant-TW', 'zh-Hant-TW'],
  ['cht', 'zh-Hant'],
  ['Chinese (Simplified)', 'zh-Hans'],
  ['es-419', 'es-419'],
  ['Latino', 'es-419'],
  ['French (unknown note)', 'fr'],
  ['iw', 'he'],
])('%s is %s', (spelling, tag) => {
  expect(toLanguageTag(spelling)).toBe(tag);
});

it.each(['', 'und', 'forced', 'xx-YY', 'title'])('%j is none', (spelling) => {
  expect(toLanguageTag(spelling)).toBeNull();
});
