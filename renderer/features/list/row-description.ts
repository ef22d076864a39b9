import { t } from '../../messages/t.ts';
import type { ListRow } from './list-kind.ts';

/** What the marks of a row say, in words: for screen readers. */
export function rowDescription(row: ListRow): string {
  const parts = [t.list.states[row.state], t.list.complete(row.completeness)];
  if (row.hasUnpublishedChanges) parts.push(t.list.unpublished);
  if (row.isLocked) parts.push(t.list.hasLocks);
  if (row.issueCount > 0) parts.push(t.list.issues(row.issueCount));
  if ('missingCount' in row && row.missingCount > 0) parts.push(t.list.missing(row.missingCount));
  if ('missingFilmCount' in row && row.missingFilmCount > 0) parts.push(t.sets.missingOfSet(row.missingFilmCount));
  return parts.join(', ');
}
