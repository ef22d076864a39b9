import { describe, expect, it } from 'vitest';
import type { LockState } from '../../../contract/items.ts';
import { lockMark } from './lock-mark.ts';

const state = (change: Partial<LockState>): LockState => ({
  isLocked: false,
  inheritedFrom: null,
  isExempt: false,
  holdsBelow: false,
  ...change,
});

describe('lockMark', () => {
  it('says where a lock comes from and how far it reaches', () => {
    expect(lockMark(state({ isLocked: true, inheritedFrom: { type: 'series', id: 1 } }))?.word).toBe('with the show');
    expect(lockMark(state({ isLocked: true, inheritedFrom: { type: 'season', id: 1 } }))?.word).toBe('with the season');
    expect(lockMark(state({ isLocked: true, holdsBelow: true }))?.word).toBe('here and below');
    expect(lockMark(state({ isExempt: true }))?.word).toBe('exempt here');
  });

  it('adds nothing to an own lock or to none', () => {
    expect(lockMark(state({ isLocked: true }))).toBeNull();
    expect(lockMark(state({}))).toBeNull();
    expect(lockMark(undefined)).toBeNull();
  });
});
