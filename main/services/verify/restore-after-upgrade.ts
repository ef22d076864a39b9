import type { ItemRef } from '../../../contract/primitives.ts';
import { logActivity } from '../../store/activity.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { itemsMissingFiles } from '../../store/verify-finding.store.ts';
import { verifyScheduleOf } from '../../store/verify-schedule.store.ts';
import { hasVideoSince, publishedOf } from '../../store/verify-target.store.ts';
import { unitTitle } from '../publish/item-title.ts';
import { findUnit } from '../publish/publish-unit.ts';
import { repairJob } from './repair-findings.job.ts';
import type { VerifyDependencies } from './verify-types.ts';

/**
 * After a scan: items whose video was replaced since they were published, and of which published files are gone. A
 * downloader that upgrades a video often takes its artwork and NFO along. Puts them back where the library's rule says so,
 * and says what happened either way.
 */
export function restoreAfterUpgrade(deps: VerifyDependencies, libraryId: number, runId: number): void {
  const { db, events, enqueue } = deps;
  const upgraded = itemsMissingFiles(db, runId).filter(({ item }) => isVideoReplaced(db, item));
  if (upgraded.length === 0) return;
  const isAutomatic = verifyScheduleOf(db, libraryId)?.restoreAfterUpgrade === 1;
  for (const { item, isNew } of upgraded) {
    const unit = findUnit(db, item);
    const title = unit === null ? 'An item' : unitTitle(db, unit);
    if (isNew) {
      const id = logActivity(db, {
        ...{ eventType: `${item.type}.filesMissing`, severity: 'warning', entityType: item.type, entityId: item.id },
        description: `${title}: published files are gone since its video was replaced.${isAutomatic ? ' They are put back.' : ''}`,
      });
      events.publish({ name: 'activity.logged', payload: { id } });
    }
    if (!isAutomatic) continue;
    const selection = { ids: null, libraryId, kind: 'missing' as const, item };
    enqueue(repairJob({ selection, repair: 'put_back', by: 'auto', title }));
  }
}

/** Whether an item's video is another one than when its files were published. */
export function isVideoReplaced(db: ReadDb, item: ItemRef): boolean {
  const [latest] = publishedOf(db, item.type, [item.id])
    .map((row) => row.publishedAt)
    .sort()
    .reverse();
  return latest !== undefined && hasVideoSince(db, item, latest);
}
