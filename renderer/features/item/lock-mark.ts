import type { LockState } from '../../../contract/items.ts';
import { t } from '../../messages/t.ts';

/** Where a lock comes from and how far it reaches, in a word for the row and a sentence for the tooltip. */
export interface LockMark {
  word: string;
  hint: string;
}

/** Null for a plain own lock, and for none: there is nothing to add to the icon. */
export function lockMark(state: LockState | undefined): LockMark | null {
  if (!state) return null;
  const { lockWords, lockHints } = t.item;
  if (state.isLocked && state.inheritedFrom) {
    const from = state.inheritedFrom.type === 'season' ? 'fromSeason' : 'fromSeries';
    return { word: lockWords[from], hint: lockHints[from] };
  }
  if (state.isLocked && state.holdsBelow) return { word: lockWords.below, hint: lockHints.below };
  return !state.isLocked && state.isExempt ? { word: lockWords.exempt, hint: lockHints.exempt } : null;
}
