import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValueSource } from '../../contract/primitives.ts';
import { type FieldGuard, isEmptyValue, mayAutomationReplace, UNGUARDED } from './field-guard.ts';

const guards = fc.record<FieldGuard>({
  isLocked: fc.boolean(),
  source: fc.option(fc.constantFrom(...ValueSource.options), { nil: null }),
  isReleased: fc.boolean(),
});

describe('mayAutomationReplace', () => {
  it('never lets automation replace a locked value, whoever set it', () => {
    fc.assert(fc.property(guards, (guard) => !mayAutomationReplace({ ...guard, isLocked: true })));
  });

  it('never lets automation replace a value that a person set and has not released', () => {
    fc.assert(fc.property(guards, (guard) => !mayAutomationReplace({ ...guard, source: 'user', isReleased: false })));
  });

  it('lets it replace everything else', () => {
    fc.assert(
      fc.property(guards, (guard) => {
        fc.pre(!guard.isLocked && (guard.source !== 'user' || guard.isReleased));
        return mayAutomationReplace(guard);
      }),
    );
    expect(mayAutomationReplace(UNGUARDED)).toBe(true);
  });
});

describe('isEmptyValue', () => {
  it.each([null, undefined, '', []])('holds %j for nothing', (value) => {
    expect(isEmptyValue(value)).toBe(true);
  });

  it.each([0, false, ' ', [''], {}, { name: '' }])('holds %j for something', (value) => {
    expect(isEmptyValue(value)).toBe(false);
  });
});
