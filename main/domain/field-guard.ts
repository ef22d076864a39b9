import type { ValueSource } from '../../contract/primitives.ts';

/** What protects a field's present value. */
export interface FieldGuard {
  isLocked: boolean;
  /** Who set the value; null when nobody did. */
  source: ValueSource | null;
  /** True when a person has unlocked the field since they set it: from then on it may be refreshed again. */
  isReleased: boolean;
}

export const UNGUARDED: FieldGuard = { isLocked: false, source: null, isReleased: false };

/**
 * The first promise, in one place: a locked or hand-edited value never changes by itself. Scans, NFO imports and
 * providers ask this before they write; only a person's own edit does not.
 */
export function mayAutomationReplace(guard: FieldGuard): boolean {
  if (guard.isLocked) return false;
  return guard.source !== 'user' || guard.isReleased;
}

/** True for a value that says nothing; such a value never erases another. */
export function isEmptyValue(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
