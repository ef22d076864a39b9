import { describe, expect, it } from 'vitest';
import { MediaState } from '../../contract/primitives.ts';
import { CoreError } from './core-error.ts';
import { canTransition, stateAfterIdEdit, stateAfterScan, transition } from './media-state.ts';

const STATES = MediaState.options;
const SETTLED = STATES.filter((state) => state !== 'enriching');

describe('the life of an item', () => {
  it.each(STATES)('may stay %s', (state) => {
    expect(transition(state, state)).toBe(state);
  });

  it('leads from every settled state to published, because a person may publish what is local at any time', () => {
    expect(SETTLED.filter((state) => !canTransition(state, 'published'))).toEqual([]);
  });

  it('leads from every state a publication can be tried in to error_publish', () => {
    expect(SETTLED.filter((state) => !canTransition(state, 'error_publish'))).toEqual([]);
  });

  it('enters enriching only from what is identified, and leaves it again after a crash', () => {
    expect(canTransition('enriching', 'identified')).toBe(true);
    expect(canTransition('discovered', 'enriching')).toBe(false);
    expect(canTransition('needs_identification', 'enriching')).toBe(false);
    expect(canTransition('enriching', 'published')).toBe(false);
  });

  it.each(STATES)('lets %s be reached and left', (state) => {
    const others = STATES.filter((other) => other !== state);
    expect(others.some((other) => canTransition(state, other))).toBe(true);
    if (state !== 'discovered') expect(others.some((other) => canTransition(other, state))).toBe(true);
  });

  it('throws conflict, with both names, for every step that is not legal', () => {
    for (const from of STATES) {
      for (const to of STATES) {
        if (canTransition(from, to)) {
          expect(transition(from, to)).toBe(to);
          continue;
        }
        expect(() => transition(from, to)).toThrow(CoreError);
        expect(() => transition(from, to)).toThrow(from);
      }
    }
  });
});

describe('the state after a scan', () => {
  it.each([
    { hasProviderId: true, nfoBroken: false, expected: 'identified' },
    { hasProviderId: false, nfoBroken: false, expected: 'needs_identification' },
    { hasProviderId: false, nfoBroken: true, expected: 'error_parse' },
    { hasProviderId: true, nfoBroken: true, expected: 'identified' },
  ] as const)('of a new film (id $hasProviderId, broken $nfoBroken) is $expected', ({ expected, ...facts }) => {
    expect(stateAfterScan(null, facts)).toBe(expected);
    expect(stateAfterScan('error_parse', facts)).toBe(expected);
    expect(stateAfterScan('needs_identification', facts)).toBe(expected);
  });

  it('is never earlier than what was reached', () => {
    for (const state of STATES) {
      if (['discovered', 'needs_identification', 'error_parse'].includes(state)) continue;
      for (const hasProviderId of [true, false]) {
        for (const nfoBroken of [true, false]) {
          expect(stateAfterScan(state, { hasProviderId, nfoBroken })).toBe(state);
        }
      }
    }
  });

  it('is a legal step from where the item was', () => {
    for (const state of STATES) {
      for (const hasProviderId of [true, false]) {
        for (const nfoBroken of [true, false]) {
          expect(canTransition(state, stateAfterScan(state, { hasProviderId, nfoBroken }))).toBe(true);
        }
      }
    }
  });
});

describe('ids that are changed by hand', () => {
  it.each([
    ['needs_identification', true, 'identified'],
    ['error_parse', true, 'identified'],
    ['enriched', true, 'enriched'],
    ['published', true, 'published'],
    ['identified', false, 'needs_identification'],
    ['published', false, 'needs_identification'],
    ['enriching', false, 'needs_identification'],
    ['needs_identification', false, 'needs_identification'],
  ] as const)('from %s with an id (%s) lead to %s', (from, hasId, to) => {
    expect(stateAfterIdEdit(from, hasId)).toBe(to);
  });
});
