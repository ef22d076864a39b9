import type { ItemIssue } from '../../../contract/items.ts';

const UNREAD = new Set(['image_unreadable', 'nfo_unreadable']);

/**
 * Whether a file could not be read at all. Another time it may be, though nothing about it will have changed: what it lies
 * in is read again by the next scan. One that was read and is damaged is not meant.
 */
export function hasUnread(issues: readonly ItemIssue[]): boolean {
  return issues.some(({ code }) => UNREAD.has(code));
}
