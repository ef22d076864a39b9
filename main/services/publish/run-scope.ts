import { z } from 'zod';
import { Id, ItemRef, ItemType } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { liveItemsOfLibrary } from '../../store/publish-run.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { publishScope } from './publish-scope.ts';

/** What a run is about, as it was asked for. */
export const RunScope = z.union([
  z.object({ items: z.array(ItemRef), includeBelow: z.boolean() }),
  z.object({ libraryId: Id }),
  /** What another run wrote, to take it back. */
  z.object({ undoRunId: Id }),
]);
export type RunScope = z.infer<typeof RunScope>;

/**
 * The items of a publication, each once, although one may be named and lie below another; those above before those below.
 * An item that is gone stays, so that the report says so.
 */
export function* itemsOfScope(
  db: ReadDb,
  scope: Exclude<RunScope, { undoRunId: number }>,
): Generator<ItemRef, void, void> {
  if ('libraryId' in scope) {
    for (const type of ItemType.options) yield* liveItemsOfLibrary(db, scope.libraryId, type);
    return;
  }
  const seen = new Set<string>();
  for (const top of scope.items) {
    for (const { type, id } of scope.includeBelow ? withBelow(db, top) : [top]) {
      const key = `${type}:${String(id)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield { type, id };
    }
  }
}

function withBelow(db: ReadDb, item: ItemRef): readonly ItemRef[] {
  try {
    return publishScope(db, item);
  } catch (error) {
    if (error instanceof CoreError) return [item];
    throw error;
  }
}
