import { describe, expect, it } from 'vitest';
import { parseField, parseMinutes } from './field-input.ts';

describe('parseField', () => {
  it('trims text and clears a field when nothing is left', () => {
    expect(parseField('movie', 'plot', '  A crew.\n')).toEqual({ ok: true, value: 'A crew.' });
    expect(parseField('movie', 'plot', '   ')).toEqual({ ok: true, value: null });
    expect(parseField('movie', 'year', '')).toEqual({ ok: true, value: null });
  });

  it('does not let the title be cleared', () => {
    expect(parseField('movie', 'title', ' ')).toMatchObject({ ok: false });
    expect(parseField('series', 'title', ' ')).toMatchObject({ ok: false });
    expect(parseField('episode', 'title', ' ')).toEqual({ ok: true, value: null });
  });

  it.each([
    ['year', '1979', 1979],
    ['premiered', '1979-05-25', '1979-05-25'],
    ['runtime', '1 h 57 min', 117],
    ['user_rating', '8,5', 8.5],
    ['tmdb_id', '348', 348],
    ['imdb_id', 'tt0078748', 'tt0078748'],
    ['tvdb_id', '76290', 76290],
    ['display_season', '0', 0],
  ] as const)('reads %s from %s', (field, text, value) => {
    expect(parseField('movie', field, text)).toEqual({ ok: true, value });
  });

  it.each([
    ['year', '79'],
    ['year', '1979.5'],
    ['premiered', '25.05.1979'],
    ['premiered', '1979-02-30'],
    ['runtime', 'long'],
    ['runtime', '9000'],
    ['user_rating', '11'],
    ['user_rating', 'ten'],
    ['tmdb_id', '0'],
    ['imdb_id', '0078748'],
    ['tvdb_id', '0'],
    ['absolute_number', '1.5'],
    ['dvd_episode', '100001'],
  ] as const)('says what is wrong with %s %s', (field, text) => {
    const parsed = parseField('movie', field, text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.message).not.toBe('');
  });
});

describe('parseMinutes', () => {
  it.each([
    ['117', 117],
    ['117 min', 117],
    ['1:57', 117],
    ['1h57', 117],
    ['2 h', 120],
    ['1:75', null],
    ['', null],
  ])('%s is %s', (text, minutes) => expect(parseMinutes(text)).toBe(minutes));
});
