import { describe, expect, it } from 'vitest';
import { chosenImages, toggleMark } from './marked-images.ts';

describe('marks', () => {
  it('begin with what is selected', () => {
    expect(toggleMark(null, [1, 2], 3, 3)).toEqual([1, 2, 3]);
    expect(toggleMark(null, [1, 2], 2, 3)).toEqual([1]);
  });

  it('stop at the most there may be, and can be emptied', () => {
    expect(toggleMark([1, 2], [], 3, 2)).toEqual([1, 2]);
    expect(toggleMark([1], [1], 1, 2)).toEqual([]);
  });
});

describe('chosenImages', () => {
  it('is the one alone where a type has one', () => {
    expect(chosenImages(null, [1], 7, 1)).toEqual([7]);
    expect(chosenImages(null, [], 7, 0)).toEqual([7]);
  });

  it('puts it first of several', () => {
    expect(chosenImages(null, [1, 2], 7, 3)).toEqual([7, 1, 2]);
    expect(chosenImages(null, [1, 2, 3], 3, 3)).toEqual([3, 1, 2]);
    expect(chosenImages(null, [1, 2, 3], 7, 3)).toEqual([7, 1, 2]);
  });

  it('is what was marked', () => {
    expect(chosenImages([4, 2], [1], 7, 3)).toEqual([4, 2]);
    expect(chosenImages([], [1], 7, 3)).toEqual([]);
  });
});
