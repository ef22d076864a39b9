import type { Library } from '../../store/library.store.ts';
import type { ItemIssue } from '../../../contract/items.ts';
import { logActivity } from '../../store/activity.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import type { ScanResult } from './scan-types.ts';

/** Logs what could not be read of a folder. */
export function reportIssues(db: WriteDb, libraryId: number, issues: readonly ItemIssue[]): void {
  for (const issue of issues) {
    logActivity(db, {
      eventType: 'scan.problem',
      severity: 'warning',
      entityType: 'library',
      entityId: libraryId,
      description: issue.path === null ? issue.message : `${issue.path}: ${issue.message}`,
      metadata: { code: issue.code },
    });
  }
}

export function logScanCompleted(db: WriteDb, events: EventSink, library: Library, result: ScanResult): void {
  const id = logActivity(db, {
    eventType: 'scan.completed',
    severity: result.failed > 0 ? 'warning' : 'success',
    entityType: 'library',
    entityId: library.id,
    description: summary(library.name, result),
    metadata: { ...result },
  });
  events.publish({ name: 'activity.logged', payload: { id } });
}

function summary(name: string, result: ScanResult): string {
  const parts = [
    result.added > 0 ? `${String(result.added)} added` : '',
    result.updated > 0 ? `${String(result.updated)} changed` : '',
    result.removed > 0 ? `${String(result.removed)} gone` : '',
    result.failed > 0 ? `${String(result.failed)} folders could not be read` : '',
  ].filter((part) => part !== '');
  return `${name} was scanned: ${parts.length === 0 ? 'nothing changed' : parts.join(', ')}.`;
}

export function awayIssue(mount: string): ItemIssue {
  const message = 'No disk and no share is mounted there any more. Nothing of it was removed.';
  return { code: 'mount_away', message, path: mount };
}

/** False when there is nothing to tell. */
export function hasNews({ added, updated, removed, failed }: ScanResult): boolean {
  return added + updated + removed + failed > 0;
}

/** True for the folder itself and what lies below it. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`) || path.startsWith(`${parent}\\`);
}
