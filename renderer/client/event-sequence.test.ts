import { describe, expect, it } from 'vitest';
import { EventSequence } from './event-sequence.ts';

describe('EventSequence', () => {
  it('takes any number as the first', () => {
    expect(new EventSequence().isGap(41)).toBe(false);
  });

  it('sees a missing, a repeated and a restarted number', () => {
    const sequence = new EventSequence();
    expect([1, 2, 4, 5, 5, 1, 2].map((seq) => sequence.isGap(seq))).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('starts a new count after a reconnection', () => {
    const sequence = new EventSequence();
    sequence.isGap(7);
    sequence.reset();
    expect(sequence.isGap(1)).toBe(false);
  });
});
