import type { PublishProfile } from '../../../contract/profiles.ts';
import { checkNames } from '../../domain/profiles/check-names.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { publishedItemsOf, writeProfile } from '../../store/publish-profile.store.ts';
import { transaction } from '../../store/sql.ts';
import { inSlices } from '../enrich/in-slices.ts';
import type { EventSink } from '../event-sink.ts';
import { publishProfileOf, toStored } from './publish-rules.ts';

/**
 * Publishes a library by another profile from now on. Writes no file: what was published before is due again, and the next
 * publication of each item renames what goes by other names then. Throws `invalid_input` with `details.problems` for names
 * that cannot be used.
 */
export async function changeProfile(
  deps: { db: WriteDb; events: EventSink },
  libraryId: number,
  draft: PublishProfile,
): Promise<PublishProfile> {
  const { db, events } = deps;
  const problems = checkNames(draft);
  const [first] = problems;
  if (first !== undefined) {
    throw new CoreError('invalid_input', `The name for ${first.key} cannot be used: ${first.message}`, { problems });
  }
  const before = JSON.stringify(publishProfileOf(db, libraryId));
  transaction(db, () => {
    writeProfile(db, libraryId, toStored(draft));
  });
  const after = publishProfileOf(db, libraryId);
  events.publish({ name: 'libraries.changed', payload: { ids: [libraryId] } });
  if (JSON.stringify(after) !== before) await markDue(deps, libraryId);
  return after;
}

async function markDue({ db, events }: { db: WriteDb; events: EventSink }, libraryId: number): Promise<void> {
  const items = publishedItemsOf(db, libraryId);
  await inSlices(
    db,
    items,
    (item) => {
      if (getItem(db, item)?.has_unpublished_changes !== 0) return;
      updateItem(db, item, { has_unpublished_changes: 1 });
      events.itemChanged(item);
    },
    new AbortController().signal,
  );
}
