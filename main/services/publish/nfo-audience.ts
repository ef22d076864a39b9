import { nfoLocks } from '../../nfo/jellyfin-locks.ts';
import type { NfoAudience } from '../../nfo/movie-nfo-values.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { locksOf } from '../items/lock-state.ts';
import { publishRulesOf } from '../profiles/publish-rules.ts';

/** For which player the library's NFO files are written, and which fields it is to leave alone. */
export function nfoAudience(db: ReadDb, item: ItemRecord): NfoAudience {
  const { dialect } = publishRulesOf(db, item.library_id);
  if (dialect === 'kodi' || item.type === 'set') return { dialect };
  const locks = locksOf(db, item);
  return { dialect, locks: nfoLocks(item.type, (field) => locks.isLocked(field)) };
}
