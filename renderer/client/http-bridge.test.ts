import { describe, expect, it } from 'vitest';
import { retryDelayMs } from './http-bridge.ts';

describe('retryDelayMs', () => {
  it('doubles from half a second and stops at ten', () => {
    expect([0, 1, 2, 3, 4, 5, 40].map(retryDelayMs)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });
});
