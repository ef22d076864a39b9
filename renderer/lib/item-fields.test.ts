import { describe, expect, it } from 'vitest';
import { FIELD_VALUES } from '../../contract/field-values.ts';
import { ITEM_FIELDS } from './item-fields.ts';

describe('ITEM_FIELDS', () => {
  it.each(['movie', 'series', 'season', 'episode', 'set'] as const)('has every field of a %s once', (type) => {
    expect([...ITEM_FIELDS[type]].sort()).toEqual(Object.keys(FIELD_VALUES[type]).sort());
  });
});
