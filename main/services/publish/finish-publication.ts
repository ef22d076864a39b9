import path from 'node:path';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { DisplacedFile, PublishedFile } from '../../files/apply-publish.ts';
import { transition } from '../../domain/media-state.ts';
import { logActivity } from '../../store/activity.store.ts';
import { setCandidateFile } from '../../store/artwork.store.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import { type ItemRecord, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { journalNaming, namingWhenWritten, setFileNaming } from '../../store/publish-profile.store.ts';
import {
  closeJournal,
  forgetPublishedFile,
  insertPublishLog,
  lastWrittenBefore,
  markJournalUndone,
  recordPublishedFile,
} from '../../store/publish.store.ts';
import { endRunItem } from '../../store/publish-run.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import { numberInName } from './image-number.ts';
import { unitTitle } from './item-title.ts';
import { findUnit } from './publish-unit.ts';

export interface FinishedPublication {
  /** Who the journal is of. */
  item: ItemRef;
  journalId: number;
  action: 'publish' | 'undo';
  files: readonly PublishedFile[];
  assetTypeOf: (path: string) => string | null;
  /** What was written as NFO; null when the NFO was left alone, or for an undo. */
  nfo: { path: string; hash: string; text: string } | null;
  /** By id, updated_at of what is published when the plan was made: an edit since then is not published yet. Null: do not compare. */
  seenUpdatedAt: ReadonlyMap<number, string> | null;
  /** What was there before; its bytes are in the cache. */
  displaced: readonly Pick<DisplacedFile, 'path' | 'hash' | 'cachePath'>[];
  publishedBy: 'auto' | 'manual' | 'webhook';
  durationMs: number;
  /** The journal that this one takes back, or whose state it brings back. */
  undoes: number | null;
  republishes: number | null;
  run: { id: number; position: number } | null;
}

/**
 * Records a publication whose files are in place: log, journal, base line for drift, and the columns of all that share the
 * files. Answers those.
 */
export function finishPublication(db: WriteDb, done: FinishedPublication): readonly ItemRef[] {
  const logId = insertPublishLog(db, {
    item: done.item,
    publishedBy: done.publishedBy,
    isSuccess: true,
    errorMessage: null,
    nfoContent: done.nfo?.text ?? null,
    nfoHash: done.nfo?.hash ?? null,
    assets: done.files.flatMap((file) =>
      file.hash === null
        ? []
        : [
            {
              asset_type: done.assetTypeOf(file.path) ?? 'nfo',
              cache_path: findCachedFile(db, file.hash)?.filePath ?? null,
              library_path: file.path,
              content_hash: file.hash,
            },
          ],
    ),
    displaced: done.displaced.map((file) => ({
      asset_type: done.assetTypeOf(file.path) ?? 'nfo',
      cache_path: file.cachePath,
      library_path: file.path,
      content_hash: file.hash,
    })),
    durationMs: done.durationMs,
  });
  closeJournal(db, done.journalId, 'committed', logId);
  if (done.undoes !== null) markJournalUndone(db, done.undoes, done.journalId);
  const unit = findUnit(db, done.item);
  const members = unit?.members ?? [];
  for (const file of done.files) recordFile(db, done, file, members);
  for (const member of members) updateColumns(db, done, member);
  if (done.run !== null) {
    endRunItem(db, done.run.id, done.run.position, {
      outcome: 'written',
      title: unit === null ? '' : unitTitle(db, unit),
      files: done.files.length,
      journalId: done.journalId,
    });
  }
  logActivity(db, {
    eventType: `${done.item.type}.${done.action === 'publish' ? 'published' : 'publishUndone'}`,
    severity: 'success',
    entityType: done.item.type,
    entityId: done.item.id,
    description: `${unit === null ? 'A removed item' : unitTitle(db, unit)} was ${done.action === 'publish' ? 'published' : 'put back as it was before publishing'} (${String(done.files.length)} ${done.files.length === 1 ? 'file' : 'files'}).`,
  });
  return members;
}

function recordFile(db: WriteDb, done: FinishedPublication, file: PublishedFile, members: readonly ItemRecord[]): void {
  const assetType = done.assetTypeOf(file.path);
  if (file.hash === null) {
    forgetPublishedFile(db, file.path);
  } else {
    const naming =
      done.action === 'publish' ? journalNaming(db, done.journalId) : namingWhenWritten(db, file.path, file.hash);
    if (naming === undefined) {
      takeForForeign(db, done, file);
    } else {
      recordPublishedFile(db, done.item, {
        path: file.path,
        assetType,
        hash: file.hash,
        sizeBytes: file.sizeBytes ?? 0,
        mtimeMs: Math.floor(file.mtimeMs ?? 0),
      });
      if (naming !== null) setFileNaming(db, file.path, naming);
    }
  }
  if (assetType === null) return;
  for (const member of members) {
    setCandidateFile(db, member, {
      path: file.path,
      type: assetType,
      hash: file.hash,
      fileIndex: numberInName(path.parse(file.path).name, member),
    });
  }
}

/**
 * What undo brings back and no publication wrote is somebody else's file again. Where they had written it over one of ours,
 * that is a change of theirs again, which is asked about before it is written over once more.
 */
function takeForForeign(
  db: WriteDb,
  { item, undoes, assetTypeOf }: FinishedPublication,
  { path: file }: PublishedFile,
): void {
  const hash = undoes === null ? null : lastWrittenBefore(db, file, undoes);
  if (hash === null) forgetPublishedFile(db, file);
  else {
    const sizeBytes = findCachedFile(db, hash)?.fileSize ?? 0;
    recordPublishedFile(db, item, { path: file, assetType: assetTypeOf(file), hash, sizeBytes, mtimeMs: 0 });
  }
}

/** Whether an undo brings back what an earlier publication had written. */
function wasOurs(db: WriteDb, { undoes }: FinishedPublication, file: PublishedFile): boolean {
  return undoes !== null && file.hash !== null && lastWrittenBefore(db, file.path, undoes) === file.hash;
}

function updateColumns(db: WriteDb, done: FinishedPublication, item: ItemRecord): void {
  const nfoFiles = done.files.filter((file) => done.assetTypeOf(file.path) === null);
  // Where one takes the place of another, the one that is there counts.
  const nfoFile = nfoFiles.find((file) => file.hash !== null) ?? nfoFiles[0];
  if (done.action === 'undo') {
    updateItem(db, item, {
      has_unpublished_changes: 1,
      // The NFO that is back was read before: it must not be taken for news by the next scan.
      ...(nfoFile === undefined
        ? {}
        : {
            nfo_hash: nfoFile.hash,
            nfo_path: nfoFile.hash === null ? null : nfoFile.path,
            published_nfo_hash: wasOurs(db, done, nfoFile) ? nfoFile.hash : null,
          }),
    });
    return;
  }
  // An earlier state is not what the item says now.
  const isCurrent =
    done.republishes === null && (done.seenUpdatedAt === null || done.seenUpdatedAt.get(item.id) === item.updated_at);
  updateItem(db, item, {
    state: transition(item.state, 'published'),
    error_message: null,
    last_published_at: nowTimestamp(),
    has_unpublished_changes: isCurrent ? 0 : 1,
    ...(nfoFile === undefined
      ? {}
      : {
          nfo_path: nfoFile.hash === null ? null : nfoFile.path,
          nfo_hash: nfoFile.hash,
          published_nfo_hash: nfoFile.hash,
        }),
  });
}
