import type { ItemRef } from '../../../contract/primitives.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { forgetChoice } from '../../store/publish-choice.store.ts';

/**
 * Forgets what was decided about files in conflict, so that it is asked about again. An NFO that counted as read since then
 * counts as unread. Call within a transaction.
 * @param members the items that the files are of
 */
export function forgetDecisions(db: WriteDb, members: readonly ItemRef[], paths: readonly string[]): void {
  for (const path of paths) {
    const decided = forgetChoice(db, path);
    if (decided === null) continue;
    for (const member of members) {
      const item = getItem(db, member);
      if (item?.nfo_path === path && item.nfo_hash === decided.diskHash) updateItem(db, member, { nfo_hash: null });
    }
  }
}
