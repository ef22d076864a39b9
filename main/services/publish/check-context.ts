import { createHash } from 'node:crypto';
import type { ItemType } from '../../../contract/primitives.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { publishRulesOf } from '../profiles/publish-rules.ts';

/** To be raised whenever the same values make other files: then every item is looked into again. */
const WRITER_VERSION = 1;

/** What the files of a library's items depend on besides the items. Equal texts: the same files. */
export function checkContext(db: ReadDb, libraryId: number, type: ItemType): string {
  const rules = type === 'set' ? 'set' : publishRulesOf(db, libraryId);
  return createHash('sha256')
    .update(JSON.stringify([WRITER_VERSION, rules]))
    .digest('hex')
    .slice(0, 24);
}
