import type { ItemRef } from '../../../contract/primitives.ts';
import type { FieldGuard } from '../../domain/field-guard.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type Provenance, provenanceOf } from '../../store/provenance.store.ts';
import { type ItemLocks, locksOf } from './lock-state.ts';

/** What protects each field of an item: for everything that writes by itself, with `mayAutomationReplace`. */
export function guardOf(db: ReadDb, ref: ItemRef): (field: string) => FieldGuard {
  return guardBy(locksOf(db, ref), provenanceOf(db, ref.type, ref.id));
}

/** The same from what the caller has loaded already, as for many episodes of one show. */
export function guardBy(locks: ItemLocks, provenance: ReadonlyMap<string, Provenance>): (field: string) => FieldGuard {
  return (field) => {
    const known = provenance.get(field);
    return {
      isLocked: locks.isLocked(field),
      source: known?.source ?? null,
      isReleased: known?.isReleased ?? false,
    };
  };
}
