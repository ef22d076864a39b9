import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIgnoreTest, matchesIgnorePattern } from './ignore-pattern.ts';

describe('a glob', () => {
  it.each([
    ['*.part', 'Harbour.mkv.PART'],
    ['RARBG*', 'rarbg.txt'],
    ['*proof*', 'harbour-proof.jpg'],
    ['*', 'anything'],
    ['Harbour ?.mkv', 'harbour 2.mkv'],
    ['[abc]*.txt', 'b-side.txt'],
    ['[!0-9]*', 'harbour.mkv'],
    ['disc[1-3].iso', 'Disc2.ISO'],
    ['a*b*c', 'a-b-b-c'],
    ['*.sample.*', 'harbour.sample.mkv'],
    ['100\\*', '100*'],
    ['[unclosed', '[unclosed'],
    ['caf\u00e9*', 'Cafe\u0301 Noir.mkv'],
    ['?', '😀'],
    ['[]]', ']'],
    ['[]]x*', ']xy'],
  ])('%s means %s', (pattern, name) => {
    expect(matchesIgnorePattern(name, { pattern, kind: 'glob' })).toBe(true);
  });

  it.each([
    ['*.part', 'part'],
    ['RARBG*', 'not RARBG'],
    ['Harbour ?.mkv', 'Harbour 22.mkv'],
    ['[!0-9]*', '4 Harbours.mkv'],
    ['a*b*c', 'a-c-b'],
    ['100\\*', '1000'],
    ['', 'x'],
    ['*.txt', 'txt.mkv'],
  ])('%s does not mean %s', (pattern, name) => {
    expect(matchesIgnorePattern(name, { pattern, kind: 'glob' })).toBe(false);
  });

  it('is matched in bounded time', () => {
    expect(matchesIgnorePattern('a'.repeat(5000), { pattern: `${'*a?'.repeat(40)}b`, kind: 'glob' })).toBe(false);
  });
});

it('an exact pattern means one name, whatever its case, and no wildcard', () => {
  expect(matchesIgnorePattern('THUMBS.DB', { pattern: 'Thumbs.db', kind: 'exact' })).toBe(true);
  expect(matchesIgnorePattern('Thumbs.db.bak', { pattern: 'Thumbs.db', kind: 'exact' })).toBe(false);
  expect(matchesIgnorePattern('anything', { pattern: '*', kind: 'exact' })).toBe(false);
});

it('of several patterns one is enough, none mean nothing', () => {
  const test = createIgnoreTest([
    { pattern: '*.bak', kind: 'glob' },
    { pattern: 'notes.pdf', kind: 'exact' },
  ]);
  expect(['a.bak', 'Notes.pdf', 'film.mkv'].map(test)).toEqual([true, true, false]);
  expect(createIgnoreTest([])('film.mkv')).toBe(false);
});

it('any name, its letters escaped, means itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (name) => {
      const pattern = Array.from(name, (char) => `\\${char}`).join('');
      expect(matchesIgnorePattern(name, { pattern, kind: 'glob' })).toBe(true);
      expect(matchesIgnorePattern(`x${name}y`, { pattern: `*${pattern}?`, kind: 'glob' })).toBe(true);
    }),
  );
});
