import { describe, expect, it } from 'vitest';
import { readSubtitleStem, readSubtitleSuffix, subtitleCodec, type SubtitleName } from './subtitle-name.ts';

const PLAIN: SubtitleName = {
  language: null,
  languageTag: null,
  isForced: false,
  isHearingImpaired: false,
  isDefault: false,
  isCommentary: false,
  title: null,
};
const TAGS: Record<string, string> = {
  eng: 'en',
  ger: 'de',
  por: 'pt',
  chi: 'zh',
  dut: 'nl',
  hin: 'hi',
  fre: 'fr',
  spa: 'es',
};
const withTag = (expected: Partial<SubtitleName>): SubtitleName => ({
  ...PLAIN,
  languageTag: TAGS[expected.language ?? ''] ?? null,
  ...expected,
});

describe('readSubtitleSuffix', () => {
  it.each<[string, Partial<SubtitleName>]>([
    ['', {}],
    ['.en', { language: 'eng' }],
    ['.EN', { language: 'eng' }],
    ['.ger', { language: 'ger' }],
    ['.deu', { language: 'ger' }],
    ['.German', { language: 'ger' }],
    ['.Deutsch', { language: 'ger' }],
    ['.pt-BR', { language: 'por', languageTag: 'pt-BR' }],
    ['.pt.BR', { language: 'por', languageTag: 'pt-BR' }],
    ['.Portuguese (Brazil)', { language: 'por', languageTag: 'pt-BR' }],
    ['.12_pt-BR', { language: 'por', languageTag: 'pt-BR' }],
    ['.zh-Hans', { language: 'chi', languageTag: 'zh-Hans' }],
    ['.zh.TW', { language: 'chi', languageTag: 'zh-TW' }],
    ['.en.forced', { language: 'eng', isForced: true }],
    ['.forced.en', { language: 'eng', isForced: true }],
    ['.foreign', { isForced: true }],
    ['.ger.sdh', { language: 'ger', isHearingImpaired: true }],
    ['.nl.cc', { language: 'dut', isHearingImpaired: true }],
    ['.en.hi', { language: 'eng', isHearingImpaired: true }],
    ['.hi.en', { language: 'eng', isHearingImpaired: true }],
    ['.hi', { language: 'hin' }],
    ['.default.fra.forced', { language: 'fre', isForced: true, isDefault: true }],
    ['.Full Subtitles.eng', { language: 'eng', title: 'Full Subtitles' }],
    ['.Subs for Chinese Audio.eng', { language: 'eng', title: 'Subs for Chinese Audio' }],
    ['.Commentary.with.Director', { title: 'Commentary.with.Director', isCommentary: true }],
    ['.en.commentary', { language: 'eng', title: 'commentary', isCommentary: true }],
    ['.de.Audiokommentar', { language: 'ger', title: 'Audiokommentar', isCommentary: true }],
    ['.en.2', { language: 'eng' }],
    ['.1.en.hearing-impaired', { language: 'eng', isHearingImpaired: true }],
    ['-eng-forced', { language: 'eng', isForced: true }],
    ['.English (SDH)', { language: 'eng', isHearingImpaired: true }],
    [' - Spanish', { language: 'spa' }],
    ['_fr', { language: 'fre' }],
    ['.de-something else', { language: 'ger', title: 'something else' }],
    ['.EN-US-SDH', { language: 'eng', languageTag: 'en-US', isHearingImpaired: true }],
    ['.my title - 1.en', { language: 'eng', title: 'my title' }],
    ['.Latin American.spa', { language: 'spa', languageTag: 'es-419' }],
    ['.por(br)', { language: 'por', languageTag: 'pt-BR' }],
    ['.und.forced', { isForced: true }],
    ['.de.utf8', { language: 'ger' }],
  ])('%j', (suffix, expected) => {
    expect(readSubtitleSuffix(suffix)).toEqual(withTag(expected));
  });
});

describe('readSubtitleStem', () => {
  it.each<[string, Partial<SubtitleName>]>([
    ['English', { language: 'eng' }],
    ['en', { language: 'eng' }],
    ['2_English', { language: 'eng' }],
    ['2_eng,English [SDH]', { language: 'eng', isHearingImpaired: true }],
    ['Other.Release.2011.de', { language: 'ger' }],
    ['Other Release German forced', { language: 'ger', isForced: true }],
    ['German.Lancers.2019.en', { language: 'eng' }],
    ['12_pt-BR', { language: 'por', languageTag: 'pt-BR' }],
    ['Spanish (Latin America)', { language: 'spa', languageTag: 'es-419' }],
    ['10_Chinese(Traditional)', { language: 'chi', languageTag: 'zh-Hant' }],
    ['Chinese-Simplified', { language: 'chi', languageTag: 'zh-Hans' }],
    ['English (Forced)', { language: 'eng', isForced: true }],
    ['0_und', {}],
    ['Let Me In', {}],
    ['The German Harbour', {}],
    ['', {}],
  ])('%j', (stem, expected) => {
    expect(readSubtitleStem(stem)).toEqual(withTag(expected));
  });
});

it.each([
  ['srt', 'subrip'],
  ['ass', 'ass'],
  ['idx', 'vobsub'],
  ['sup', 'pgs'],
  ['vtt', 'webvtt'],
])('%s holds %s', (extension, codec) => {
  expect(subtitleCodec(extension)).toBe(codec);
});
