import type { ItemIssue } from '../../../contract/items.ts';
import type { EntityRef } from '../../domain/entity-ref.ts';
import { issuesOf, setIssues } from '../../store/item-issue.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import type { WriteDb } from '../../store/open-database.ts';

const UNREADABLE_VIDEO = 'video_unreadable';

/** Keeps an item's problems: those of the scan, and the videos that ffprobe could not read. */
export function setItemIssues(db: WriteDb, entity: EntityRef, fromScan: readonly ItemIssue[]): void {
  const unreadable = filesOf(db, entity)
    .filter((file) => file.probeState === 'failed')
    .map((file) => ({
      code: UNREADABLE_VIDEO,
      message: `This video cannot be read: ${file.probeError ?? 'unknown reason'}.`,
      path: file.filePath,
    }));
  setIssues(db, entity, [...fromScan.filter((issue) => issue.code !== UNREADABLE_VIDEO), ...unreadable]);
}

/** After a probe: the scan's problems stay, the videos are judged again. */
export function refreshItemIssues(db: WriteDb, entity: EntityRef): void {
  const issues = issuesOf(db, entity);
  if (issues !== null) setItemIssues(db, entity, issues);
}
