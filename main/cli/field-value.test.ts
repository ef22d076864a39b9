import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldValue } from './field-value.ts';
import { UsageError } from './usage-error.ts';

describe('fieldValue', () => {
  it.each([
    ['title', 'Alien', 'Alien'],
    ['title', '1917', '1917'],
    ['title', '[REC]', '[REC]'],
    ['title', '[8]', '[8]'],
    ['title', '{}', '{}'],
    ['plot', '["a"]', '["a"]'],
    ['plot', '', null],
    ['year', '1979', 1979],
    ['year', '', null],
    ['runtime', '117', 117],
    ['user_rating', '7.5', 7.5],
    ['tmdb_id', '348', 348],
    ['imdb_id', 'tt0078748', 'tt0078748'],
    ['premiered', '1979-05-25', '1979-05-25'],
    ['genres', 'Horror, Science Fiction ,', ['Horror', 'Science Fiction']],
    ['genres', '["Action, Adventure"]', ['Action, Adventure']],
    ['genres', '', []],
    ['directors', '[REC] crew', ['[REC] crew']],
    ['set_id', 'Alien Collection', { name: 'Alien Collection', overview: null }],
    ['set_id', '{"name":"Alien","overview":"All"}', { name: 'Alien', overview: 'All' }],
    ['set_id', '[REC] Collection', { name: '[REC] Collection', overview: null }],
    ['set_id', '[REC]', { name: '[REC]', overview: null }],
    ['set_id', '', null],
    ['actors', '', []],
    ['ratings', '', []],
    [
      'actors',
      '[{"name":"Ian Holm","role":"Ash","tmdbId":null,"thumbHash":null}]',
      [{ name: 'Ian Holm', role: 'Ash', tmdbId: null, thumbHash: null }],
    ],
  ] as const)('%s %j is %j', (field, word, expected) => {
    expect(fieldValue('movie', field, word)).toEqual(expected);
  });

  it.each([
    ['title', ''],
    ['title', '   '],
    ['year', 'soon'],
    ['year', ' '],
    ['year', '12'],
    ['year', '0x7bb'],
    ['year', '1979.5'],
    ['runtime', ' '],
    ['runtime', '-1'],
    ['user_rating', '11'],
    ['user_rating', 'Infinity'],
    ['imdb_id', '0078748'],
    ['premiered', '25.05.1979'],
    ['premiered', '1979-02-30'],
    ['actors', 'Ian Holm'],
    ['ratings', '7'],
  ] as const)('%s %j is a usage error that names the field', (field, word) => {
    expect(() => fieldValue('movie', field, word)).toThrow(UsageError);
    expect(() => fieldValue('movie', field, word)).toThrow(field);
  });

  it('takes any plain text for a title as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50 }), (text) => {
        fc.pre(text.trim() !== '');
        expect(fieldValue('movie', 'title', text)).toBe(text.trim());
      }),
    );
  });
});
