import type { Handlers } from '../../../contract/contract.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import { ImageType, type ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { Shell } from '../../platform/ports.ts';
import { getCandidate, selectionOf, upsertLocalCandidate } from '../../store/artwork.store.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import { listEdits } from '../../store/edit-history.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { acceptImage } from '../artwork/artwork-source.ts';
import type { EventSink } from '../event-sink.ts';
import { toHistory } from './edit-entry.ts';
import type { RulesOf } from './item-completeness.ts';
import { itemDetail } from './item-detail.ts';
import { createItemEdits } from './item-edits.ts';
import { itemFolder } from './item-folder.ts';
import { requireItem } from './require-item.ts';

export interface ItemHandlerDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  rules: RulesOf;
  shell: Shell;
}

type ItemMethod = Extract<keyof Handlers, `items.${string}` | `artwork.${'select' | 'clear' | 'add'}`>;

const HISTORY_LIMIT = 200;
/** Locking all of a show at once is some fifty edits. */
const HISTORY_ROWS = 2_000;

/** The contract's methods for one item of any kind, and its artwork. */
export function createItemHandlers(deps: ItemHandlerDependencies): Pick<Handlers, ItemMethod> {
  const { db, events, rules } = deps;
  const edits = createItemEdits(db, rules, (item, isBelowToo) => {
    announce(db, events, item, isBelowToo);
  });
  const detail = (item: ItemRef): ItemDetail => itemDetail(db, item, rules);
  return {
    'items.get': ({ item }) => detail(item),
    'items.setField': ({ item, field, value }) => ({
      editId: edits.setField(item, field, value),
      item: detail(item),
    }),
    'items.setLock': ({ item, target, isLocked }) => ({
      editId: edits.setLock(item, target, isLocked),
      item: detail(item),
    }),
    'items.undoEdit': ({ editId, item }) => {
      const edit = edits.undo({ editId, item });
      return { edit, item: edit === null ? null : detail(edit.item) };
    },
    'items.history': ({ item }) => toHistory(listEdits(db, item, HISTORY_ROWS), HISTORY_LIMIT),
    'items.reveal': async ({ item }) => {
      if (deps.shell.showInFolder === null) {
        throw new CoreError('not_available', 'Showing folders needs the desktop application.');
      }
      const record = requireItem(db, item);
      await deps.shell.showInFolder(record.file_path ?? record.directory_path ?? itemFolder(record));
      return null;
    },
    'artwork.select': ({ item, candidateId }) => {
      const candidate = getCandidate(db, candidateId);
      const type = ImageType.safeParse(candidate?.assetType);
      if (candidate?.item.type !== item.type || candidate.item.id !== item.id || !type.success) {
        throw new CoreError('not_found', 'This image is not among the item’s any more.');
      }
      return { editId: edits.setArtwork(item, type.data, first(db, item, type.data, candidateId)), item: detail(item) };
    },
    'artwork.clear': ({ item, type }) => ({ editId: edits.setArtwork(item, type, []), item: detail(item) }),
    'artwork.add': async ({ item, type, hash, path }) => {
      requireItem(db, item);
      const image = hash === undefined ? await acceptImage(deps, { path: path ?? '' }) : uploaded(db, hash);
      const editId = transaction(db, () => {
        const candidateId = upsertLocalCandidate(db, {
          item,
          type,
          hash: image.hash,
          cachePath: image.cachePath,
          sizeBytes: image.sizeBytes,
          width: image.width,
          height: image.height,
          filePath: null,
          fileIndex: null,
        });
        return edits.setArtwork(item, type, first(db, item, type, candidateId));
      });
      return { editId, item: detail(item) };
    },
  };
}

/** The selection of a type with this candidate in place of the first. */
function first(db: WriteDb, item: ItemRef, type: ImageType, candidateId: number): number[] {
  const rest = selectionOf(db, item, type).slice(1);
  return [candidateId, ...rest.filter((id) => id !== candidateId)];
}

/** A show's row sums up what is below it, so that it changes with its seasons and episodes. */
function announce(db: WriteDb, events: EventSink, item: ItemRef, isBelowToo: boolean): void {
  events.itemChanged(item);
  const record = getItem(db, item);
  if (record?.series_id != null) events.itemChanged({ type: 'series', id: record.series_id });
  if (isBelowToo && record !== null) {
    events.publish({ name: 'items.listChanged', payload: { type: 'series', libraryId: record.library_id } });
  }
}

function uploaded(
  db: WriteDb,
  hash: string,
): { hash: string; cachePath: string; sizeBytes: number; width: number | null; height: number | null } {
  const cached = findCachedFile(db, hash);
  if (cached?.assetType !== 'image') throw new CoreError('not_found', 'Hand the image in first.');
  return { hash, cachePath: cached.filePath, sizeBytes: cached.fileSize, width: cached.width, height: cached.height };
}
