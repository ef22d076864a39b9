import { z } from 'zod';
import { type ItemRef, ItemType } from '../../../contract/primitives.ts';
import { updateItem } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { publishedRowJson, restorePublishedRow } from '../../store/verify-target.store.ts';
import { findUnit } from '../publish/publish-unit.ts';

const Former = z.object({
  /** The row of published_files, as JSON; null when nothing was published there. */
  row: z.string().nullable(),
  /** What was known of the NFO of each item that shares the files. */
  members: z.array(
    z.object({
      type: ItemType,
      id: z.int(),
      nfoPath: z.string().nullable(),
      nfoHash: z.string().nullable(),
      publishedNfoHash: z.string().nullable(),
    }),
  ),
});

/**
 * What a repair is about to change in the database, for its undo.
 * @param item whose NFO the repair writes; null when it writes none
 */
export function formerState(db: ReadDb, path: string, item: ItemRef | null): string {
  const members = item === null ? [] : (findUnit(db, item)?.members ?? []);
  const former: z.infer<typeof Former> = {
    row: publishedRowJson(db, path),
    members: members.map((member) => ({
      ...{ type: member.type, id: member.id, nfoPath: member.nfo_path, nfoHash: member.nfo_hash },
      publishedNfoHash: member.published_nfo_hash,
    })),
  };
  return JSON.stringify(former);
}

/**
 * Brings back what formerState noted. An NFO that nobody has read yet is unread again: undoing a publication takes what it
 * brings back for known.
 */
export function restoreFormerState(db: WriteDb, json: string): void {
  const { row, members } = Former.parse(JSON.parse(json));
  if (row !== null) restorePublishedRow(db, row);
  for (const { type, id, nfoPath, nfoHash, publishedNfoHash } of members) {
    updateItem(db, { type, id }, { nfo_path: nfoPath, nfo_hash: nfoHash, published_nfo_hash: publishedNfoHash });
  }
}
