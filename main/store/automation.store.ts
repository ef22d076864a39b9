import type { AutomationMode, LibraryAutomation } from '../../contract/providers.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** What the person has chosen for a library; null when nothing. */
export function readAutomation(db: ReadDb, libraryId: number): LibraryAutomation | null {
  const row = prepare(
    db,
    'automation.get',
    `SELECT automation_mode, auto_enrich, auto_select_assets, auto_publish, accept_from
     FROM library_automation_config WHERE library_id = ?`,
  ).get(libraryId) as
    | {
        automation_mode: AutomationMode;
        auto_enrich: number;
        auto_select_assets: number;
        auto_publish: number;
        accept_from: number;
      }
    | undefined;
  if (row === undefined) return null;
  return {
    libraryId,
    mode: row.automation_mode,
    autoEnrich: row.auto_enrich === 1,
    autoSelectAssets: row.auto_select_assets === 1,
    autoPublish: row.auto_publish === 1,
    acceptFrom: row.accept_from,
  };
}

/**
 * Keeps what the person has chosen for a library.
 * @param webhooks what work that a webhook asks for may do by itself
 */
export function writeAutomation(
  db: WriteDb,
  automation: LibraryAutomation,
  webhooks: { isEnabled: boolean; canPublish: boolean },
): void {
  prepare(
    db,
    'automation.set',
    `INSERT INTO library_automation_config
       (library_id, automation_mode, auto_enrich, auto_select_assets, auto_publish, accept_from,
        webhook_enabled, webhook_auto_publish)
     VALUES (@libraryId, @mode, @autoEnrich, @autoSelectAssets, @autoPublish, @acceptFrom, @isEnabled, @canPublish)
     ON CONFLICT (library_id) DO UPDATE SET
       automation_mode = excluded.automation_mode, auto_enrich = excluded.auto_enrich,
       auto_select_assets = excluded.auto_select_assets, auto_publish = excluded.auto_publish,
       accept_from = excluded.accept_from, webhook_enabled = excluded.webhook_enabled,
       webhook_auto_publish = excluded.webhook_auto_publish, updated_at = @now`,
  ).run({
    libraryId: automation.libraryId,
    mode: automation.mode,
    autoEnrich: Number(automation.autoEnrich),
    autoSelectAssets: Number(automation.autoSelectAssets),
    autoPublish: Number(automation.autoPublish),
    acceptFrom: automation.acceptFrom,
    isEnabled: Number(webhooks.isEnabled),
    canPublish: Number(webhooks.canPublish),
    now: nowTimestamp(),
  });
}
