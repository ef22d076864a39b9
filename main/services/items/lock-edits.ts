import { randomUUID } from 'node:crypto';
import type { LockTarget } from '../../../contract/items.ts';
import type { ItemRef, ItemType } from '../../../contract/primitives.ts';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { CoreError } from '../../domain/core-error.ts';
import { fieldsOf, isFieldOf } from '../../domain/item-fields.ts';
import { type FieldSnapshot, insertEdit } from '../../store/edit-history.store.ts';
import { updateItem } from '../../store/item.store.ts';
import { type LockRule, lockRulesFor, setLockRules } from '../../store/lock-rule.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { setReleased } from '../../store/provenance.store.ts';
import { takeSnapshot } from './edit-snapshot.ts';
import { type ItemLocks, locksOf } from './lock-state.ts';
import { requireItem } from './require-item.ts';

const BELOW: Readonly<Record<ItemType, readonly ItemType[]>> = {
  movie: [],
  series: ['season', 'episode'],
  season: ['episode'],
  episode: [],
  set: [],
};

/** True when the item has such a field or artwork type of its own. */
export function isTargetOf(type: ItemType, target: string): boolean {
  return isFieldOf(type, target) || imageTypesOf(type).some((image) => image === target);
}

/**
 * Locks or unlocks by hand, inside the caller's transaction. A show's or season's lock then holds below, too; `all` of
 * one also takes what only the items below have, such as the dates of episodes. What a lock from above holds is unlocked
 * by an exemption, and locked again by its end. Answers the newest edit's id, or null when all was so already.
 */
export function setLockByHand(db: WriteDb, item: ItemRef, target: LockTarget, isLocked: boolean): number | null {
  requireItem(db, item);
  if (target !== 'all' && !isTargetOf(item.type, target)) {
    throw new CoreError('invalid_input', `“${target}” cannot be locked here.`, { target });
  }
  const targets = target === 'all' ? everyTarget(item.type) : [target];
  const groupId = target === 'all' ? randomUUID() : null;
  const locks = locksOf(db, item);
  let editId: number | null = null;
  for (const name of targets) editId = changeLock(db, item, name, isLocked, locks, groupId) ?? editId;
  return editId;
}

function everyTarget(type: ItemType): string[] {
  return [...new Set([type, ...BELOW[type]].flatMap((kind) => [...fieldsOf(kind), ...imageTypesOf(kind)]))];
}

function changeLock(
  db: WriteDb,
  item: ItemRef,
  target: string,
  isLocked: boolean,
  locks: ItemLocks,
  groupId: string | null,
): number | null {
  const isOwn = isTargetOf(item.type, target);
  const rules = lockRulesFor(db, item, target);
  const now: FieldSnapshot = isOwn
    ? takeSnapshot(db, item, target)
    : { value: null, source: null, isReleased: false, isOwnLock: false };
  const next = nextLock(item.type, isLocked, {
    isOwnLock: now.isOwnLock === true,
    rules,
    isHeldAbove: locks.holder(target) !== null,
  });
  const isOwnLock = isOwn && next.isOwnLock;
  if (isOwnLock === (now.isOwnLock === true) && next.rules.join() === rules.join()) return null;
  setLockRules(db, item, target, next.rules);
  if (isOwn) updateItem(db, item, { [`${target}_locked`]: Number(isOwnLock) });
  // Unlocking by hand says that automation may refresh even what was typed by hand.
  if (isFieldOf(item.type, target)) setReleased(db, item.type, item.id, target, !isLocked);
  return insertEdit(db, {
    item,
    field: target,
    before: { ...now, rules },
    after: { ...now, isReleased: !isLocked, isOwnLock, rules: next.rules },
    beforeLocked: isOwn ? locks.isLocked(target) : rules.includes('holds_below'),
    afterLocked: isLocked,
    groupId,
  });
}

/** An item's own lock and rules for one target after it is locked or unlocked by hand. */
function nextLock(
  type: ItemType,
  isLocked: boolean,
  now: { isOwnLock: boolean; rules: readonly LockRule[]; isHeldAbove: boolean },
): { isOwnLock: boolean; rules: LockRule[] } {
  const has = (rule: LockRule): boolean => now.rules.includes(rule);
  if (!isLocked) {
    return { isOwnLock: false, rules: now.isHeldAbove || has('exempt') ? ['exempt'] : [] };
  }
  // Where a lock from above holds once the exemption is gone, no own lock is needed.
  if (!now.isOwnLock && now.isHeldAbove) return { isOwnLock: false, rules: has('holds_below') ? ['holds_below'] : [] };
  return { isOwnLock: true, rules: BELOW[type].length > 0 ? ['holds_below'] : [] };
}
