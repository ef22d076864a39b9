import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  looseCount,
  looseFlag,
  looseIndex,
  looseList,
  looseNumber,
  looseObject,
  looseText,
  readAnswer,
} from './loose-schema.ts';
import { ProviderError } from './provider.ts';

describe('schemas of real answers', () => {
  it.each([
    [looseText, 'a', 'a'],
    [looseText, 7, '7'],
    [looseText, {}, null],
    [looseNumber, ' 1.5 ', 1.5],
    [looseNumber, '1,5', null],
    [looseNumber, Number.NaN, null],
    [looseCount, '12', 12],
    [looseCount, 0, null],
    [looseCount, 2 ** 60, null],
    [looseIndex, '0', 0],
    [looseIndex, -1, null],
    [looseFlag, 'yes', false],
  ])('reads %#', (schema, value, expected) => {
    expect(schema.parse(value)).toEqual(expected);
  });

  it('reads missing fields', () => {
    const schema = z.object({ a: looseText, b: looseCount, c: looseFlag, d: looseList(looseText) });
    expect(schema.parse({})).toEqual({ a: null, b: null, c: false, d: [] });
  });

  it('drops bad elements and bad objects', () => {
    const schema = z.object({ id: z.number() });
    expect(looseList(schema).parse([{ id: 1 }, null, { id: 'x' }, { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(looseList(schema).parse({})).toEqual([]);
    expect(looseObject(schema).parse([])).toBeNull();
  });

  it('says what is wrong with an answer', () => {
    const read = (): unknown => readAnswer('tvdb', z.object({ id: z.number() }), { id: 'x' }, 'a film');
    expect(read).toThrow(ProviderError);
    expect(read).toThrow(/^The answer for a film has an unknown shape \(id: .+\)\.$/);
  });
});
