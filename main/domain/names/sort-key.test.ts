import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { sortKey } from './sort-key.ts';

describe('sortKey', () => {
  it.each([
    ['The Harbour', 'harbour'],
    ['A Harbour', 'harbour'],
    ['An Angel', 'angel'],
    ['THE HARBOUR', 'harbour'],
    ['Theory', 'theory'],
    ['A-Team', 'a-team'],
    ['A.I. Harbour', 'a.i. harbour'],
    ['The', 'the'],
    ['The The', 'the'],
    ['Die Hard', 'die hard'],
    ['Amélie', 'amelie'],
    ['Øresund', 'oresund'],
    ['Straße', 'strasse'],
    ['...And Then', 'and then'],
    ['¿Quién?', 'quien?'],
    ['"The Harbour"', 'harbour"'],
    ['Alien 2', 'alien 00000002'],
    ['2001', '00002001'],
    ['!!!', '!!!'],
    ['', ''],
  ])('%j is %j', (title, key) => {
    expect(sortKey(title)).toBe(key);
  });

  it('moves the articles of other languages on request only', () => {
    expect(sortKey('Das Boot', ['en', 'de'])).toBe('boot');
    expect(sortKey("L'Avventura", ['it'])).toBe('avventura');
    expect(sortKey('L’Avventura', ['fr'])).toBe('avventura');
    expect(sortKey('Los Olvidados', ['es'])).toBe('olvidados');
    expect(sortKey('The Harbour', [])).toBe('the harbour');
  });

  it('sorts numbers by value', () => {
    const titles = ['Alien 10', 'Alien 2', 'The Alien', 'Alien', 'Élan', 'Zoo', 'Alien 3'];
    const sorted = titles
      .map((title) => ({ title, key: sortKey(title) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    expect(sorted.map(({ title }) => title)).toEqual([
      'The Alien',
      'Alien',
      'Alien 2',
      'Alien 3',
      'Alien 10',
      'Élan',
      'Zoo',
    ]);
  });

  it('is never empty for a title with a visible character', () => {
    fc.assert(
      fc.property(fc.string(), (title) => {
        if (/[\p{L}\p{N}]/u.test(title)) expect(sortKey(title)).not.toBe('');
      }),
    );
  });
});
