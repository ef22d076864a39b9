import type { MovieRow } from '../../../contract/movies.ts';
import { t } from '../../messages/t.ts';

/** What the marks of a film say, in words: for screen readers. */
export function rowDescription(row: MovieRow): string {
  const parts = [t.films.states[row.state], t.films.complete(row.completeness)];
  if (row.hasUnpublishedChanges) parts.push(t.films.unpublished);
  if (row.isLocked) parts.push(t.films.hasLocks);
  if (row.issueCount > 0) parts.push(t.films.issues(row.issueCount));
  return parts.join(', ');
}
