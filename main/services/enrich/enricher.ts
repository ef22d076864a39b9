import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { WAITING_STATES } from '../../store/identification.store.ts';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import { transaction } from '../../store/sql.ts';
import { beginEnriching, endUnchanged } from './enrichment-state.ts';
import { enrichFilm } from './enrich-film.ts';
import { collectionOf, enrichSet, previewSet } from './enrich-set.ts';
import { enrichShow } from './enrich-show.ts';
import type { EnrichDependencies, EnrichOptions, EnrichResult } from './enrich-types.ts';
import { hasAnyId, idsOfItem } from './item-identity.ts';
import { previewItem, unidentifiedPreview } from './preview-item.ts';
import { selectForItem } from './select-for-item.ts';

/** How often an item is asked about anew because somebody said meanwhile that it is something else. */
const MAX_ROUNDS = 3;
const NOTHING = { changed: 0, kept: [], problems: [] };

export interface Enricher {
  /**
   * Asks all able providers about a film or a show (with its seasons and episodes), writes what the merge rules say, and
   * chooses artwork where that is asked for. Not thrown: what a provider does. Thrown: the signal's reason when aborted,
   * and what the disk or the database does.
   */
  enrich(item: ItemRef, options: EnrichOptions): Promise<EnrichResult>;
  /** Asks, keeps the answers, and says what `enrich` would change: of a show also what is below it. */
  preview(item: ItemRef, options: EnrichOptions): Promise<EnrichPreview[]>;
}

/** One for the whole application: an item is asked about by one at a time. */
export function createEnricher(deps: EnrichDependencies): Enricher {
  const busy = new Map<string, Promise<unknown>>();
  const alone = async <T>({ type, id }: ItemRef, work: () => Promise<T>): Promise<T> => {
    const key = `${type}:${String(id)}`;
    const before = busy.get(key);
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(work);
    busy.set(key, mine);
    try {
      return await mine;
    } finally {
      if (busy.get(key) === mine) busy.delete(key);
    }
  };
  return {
    enrich: (item, options) => alone(item, () => enrichOne(deps, item, options)),
    preview: (item, options) =>
      alone(item, async () => {
        const row = getItem(deps.db, item);
        if (row === null || row.deleted_on !== null) return [];
        if (row.type === 'set') {
          const preview = collectionOf(row) === null ? null : await previewSet(deps, row, options);
          return [preview ?? unidentifiedPreview(item, row)];
        }
        if (!isIdentified(row)) return [unidentifiedPreview(item, row)];
        return previewItem(deps, { ref: item, item: row }, options);
      }),
  };
}

async function enrichOne(deps: EnrichDependencies, ref: ItemRef, options: EnrichOptions): Promise<EnrichResult> {
  const { db } = deps;
  if (ref.type === 'set') return enrichSet(deps, ref.id, options);
  let result: EnrichResult | null = null;
  for (let round = 0; round < MAX_ROUNDS && result === null; round += 1) {
    const item = getItem(db, ref);
    if (item === null || item.deleted_on !== null) return { outcome: 'gone', ...NOTHING };
    if (!isIdentified(item)) return { outcome: 'unidentified', ...NOTHING };
    transaction(db, () => {
      beginEnriching(db, item);
    });
    try {
      const work = ref.type === 'movie' ? enrichFilm : enrichShow;
      result = await work(deps, { ref, item }, options);
    } finally {
      // Cancelled or failed on the way: nothing may stay in a state that only lasts.
      if (result === null) endUnchanged(db, item);
      deps.events.itemChanged(ref);
    }
  }
  if (result === null) return { outcome: 'failed', ...NOTHING };
  if (options.isSelecting && result.outcome === 'enriched') {
    const changed = await selectForItem(deps, ref, options);
    deps.events.itemChanged(ref);
    return { ...result, changed: result.changed + changed };
  }
  return result;
}

function isIdentified(item: ItemRecord): boolean {
  return hasAnyId(idsOfItem(item)) && !(WAITING_STATES as readonly string[]).includes(item.state);
}
