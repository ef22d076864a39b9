import { describe, expect, it } from 'vitest';
import { readExternalAudio } from './external-audio.ts';

describe('readExternalAudio', () => {
  it.each([
    ['', { language: null }],
    ['.de', { language: 'ger' }],
    ['.eng.default', { language: 'eng', isDefault: true }],
    ['.en.Commentary', { language: 'eng', isCommentary: true }],
    ['.Director Commentary', { language: null, isCommentary: true, title: 'Director Commentary' }],
    ['_pt-BR', { language: 'por', languageTag: 'pt-BR' }],
  ])('%j is a track', (suffix, expected) => {
    expect(readExternalAudio(suffix)).toMatchObject(expected);
  });

  it.each([' - Soundtrack', '.01 Opening Titles', ' OST'])('%j is music', (suffix) => {
    expect(readExternalAudio(suffix)).toBeNull();
  });
});
