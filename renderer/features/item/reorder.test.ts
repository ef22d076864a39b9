import { describe, expect, it } from 'vitest';
import { reorder } from './reorder.ts';

describe('reorder', () => {
  it('moves an entry up and down', () => {
    expect(reorder(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(reorder(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  });

  it('stays within the list', () => {
    expect(reorder(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
    expect(reorder(['a', 'b'], 1, -4)).toEqual(['b', 'a']);
    expect(reorder(['a', 'b'], 7, 0)).toEqual(['a', 'b']);
  });
});
