import { describe, expect, it } from 'vitest';
import { assetUrl, largeImageUrl } from './asset-url.ts';

describe('assetUrl', () => {
  it('asks for the next larger width the core serves, for the density of the screen', () => {
    expect(assetUrl('abc', 150, 1)).toBe('/assets/abc?w=200');
    expect(assetUrl('abc', 150, 2)).toBe('/assets/abc?w=300');
    expect(assetUrl('abc', 150, 3)).toBe('/assets/abc?w=300');
  });

  it('never asks for more than the largest, and for the original without a width', () => {
    expect(assetUrl('abc', 4000, 1)).toBe('/assets/abc?w=1920');
    expect(assetUrl('abc')).toBe('/assets/abc');
  });
});

describe('largeImageUrl', () => {
  it('asks for the same image in the largest width', () => {
    expect(largeImageUrl('/assets/candidate/12?w=300')).toBe('/assets/candidate/12?w=1920');
    expect(largeImageUrl('/assets/abc')).toBe('/assets/abc');
  });
});
