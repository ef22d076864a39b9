import type { ItemRef } from '../../../contract/primitives.ts';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { getItem, type ItemRecord, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { provenanceOf, setProvenance } from '../../store/provenance.store.ts';
import { identifySet, lockedOfSet } from '../../store/set.store.ts';
import { putSetFingerprint } from '../../store/set-folder.store.ts';
import { markMembersUnpublished } from '../../store/set-members.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import type { SetFolderFacts } from '../../workers/read-set-folder.ts';
import { guardOf } from '../items/item-guard.ts';
import { refreshItem, type RulesOf } from '../items/item-completeness.ts';
import { locksOf } from '../items/lock-state.ts';
import { applyImages } from '../scan/apply-images.ts';

/**
 * Writes what was read of a set's folder, inside the caller's transaction: artwork as candidates, in use where nobody chose;
 * of the NFO the text and the id, never over what is locked, typed by hand or said by a provider.
 */
export function applySetFolder(
  db: WriteDb,
  setId: number,
  folderPath: string,
  facts: SetFolderFacts,
  rules: RulesOf,
): void {
  const ref: ItemRef = { type: 'set', id: setId };
  const set = getItem(db, ref);
  if (set === null || set.deleted_on !== null) return;
  const locks = locksOf(db, ref);
  applyImages(db, ref, facts.images, (type) => locks.isLocked(type));
  applyNfo(db, ref, set, facts.nfo);
  updateItem(db, ref, {
    directory_path: folderPath,
    scan_issues: JSON.stringify(facts.issues),
    nfo_path: facts.nfo?.path ?? null,
    nfo_hash: facts.nfo?.hash ?? null,
    nfo_parsed_at: facts.nfo === null ? null : nowTimestamp(),
  });
  putSetFingerprint(db, setId, facts.fingerprint);
  refreshItem(db, ref, rules);
}

function applyNfo(db: WriteDb, ref: ItemRef, set: ItemRecord, nfo: SetFolderFacts['nfo']): void {
  // What Metarr wrote itself says nothing new, and what was read before was weighed then.
  if (nfo === null || nfo.hash === set.published_nfo_hash || nfo.hash === set.nfo_hash) return;
  const { overview, tmdbCollectionId } = nfo.metadata;
  if (tmdbCollectionId !== null) identifySet(db, ref.id, tmdbCollectionId);
  const source = provenanceOf(db, 'set', ref.id).get('overview')?.source ?? null;
  const isFree =
    mayAutomationReplace(guardOf(db, ref)('overview')) &&
    !lockedOfSet(db, ref.id).overview &&
    (set['overview'] === null || source === 'nfo');
  if (overview === null || !isFree || overview === set['overview']) return;
  updateItem(db, ref, { overview });
  setProvenance(db, 'set', ref.id, 'overview', 'nfo');
  markMembersUnpublished(db, ref.id);
}
