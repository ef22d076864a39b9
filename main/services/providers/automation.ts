import type { LibraryAutomation } from '../../../contract/providers.ts';
import { type AutomationChange, changedAutomation, defaultAutomation } from '../../domain/library-automation.ts';
import { readAutomation, writeAutomation } from '../../store/automation.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';

/** What happens in a library by itself: nothing, until the person has chosen. */
export function automationOf(db: ReadDb, libraryId: number): LibraryAutomation {
  return readAutomation(db, libraryId) ?? defaultAutomation(libraryId);
}

/** Changes what is given and answers what holds now. The library must exist. */
export function setAutomation(db: WriteDb, libraryId: number, change: AutomationChange): LibraryAutomation {
  const automation = changedAutomation(automationOf(db, libraryId), change);
  // Work that a webhook starts was asked for: in every mode but manual it runs to the end.
  const isAutomatic = automation.mode !== 'manual';
  writeAutomation(db, automation, { isEnabled: isAutomatic, canPublish: isAutomatic });
  return automation;
}
