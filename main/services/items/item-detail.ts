import path from 'node:path';
import type { Artwork } from '../../../contract/artwork.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ImageType, ItemRef } from '../../../contract/primitives.ts';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { fieldsOf } from '../../domain/item-fields.ts';
import { itemTitle } from '../../domain/item-title.ts';
import { candidatesOf, type CandidateRow } from '../../store/artwork.store.ts';
import { waiversOf } from '../../store/enrichment.store.ts';
import { libraryName } from '../../store/library.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import { streamsOf } from '../../store/stream.store.ts';
import { unknownFilesOf } from '../../store/unknown-file.store.ts';
import { itemCompleteness, type RulesOf } from './item-completeness.ts';
import { itemFolder } from './item-folder.ts';
import { placementOf } from './item-placement.ts';
import { readItemValue } from './item-values.ts';
import { type ItemLocks, locksOf } from './lock-state.ts';
import { requireItem } from './require-item.ts';

/** Everything the detail view shows of an item. Throws `not_found`. */
export function itemDetail(db: ReadDb, ref: ItemRef, rules: RulesOf): ItemDetail {
  const item = requireItem(db, ref);
  const folder = itemFolder(item);
  const relative = (file: string): string => path.relative(folder, file).replaceAll(path.sep, '/');
  const orNull = (file: string | null): string | null => (file === null ? null : relative(file));
  const streams = streamsOf(db, ref);
  const locks = locksOf(db, ref);
  const images = imageTypesOf(ref.type);
  const isShown = (type: string): type is ImageType => (images as readonly string[]).includes(type);
  return {
    type: item.type,
    id: item.id,
    libraryId: item.library_id,
    libraryName: libraryName(db, item.library_id),
    displayTitle: itemTitle(item),
    directoryPath: folder,
    filePath: item.file_path,
    nfoPath: item.nfo_path,
    state: item.state,
    completeness: item.completeness,
    missing: itemCompleteness(db, item, rules(item.type)).missing,
    waived: [...waiversOf(db, ref)],
    hasUnpublishedChanges: item.has_unpublished_changes === 1,
    lastPublishedAt: item.last_published_at,
    addedAt: item.created_at,
    updatedAt: item.updated_at,
    deletedOn: item.deleted_on ?? item.series_deleted_on,
    placement: placementOf(db, item),
    values: Object.fromEntries(fieldsOf(ref.type).map((field) => [field, readItemValue(db, item, field)])),
    fields: fieldStates(db, ref, locks),
    artworkTypes: [...images],
    artworkLocks: Object.fromEntries(images.map((type) => [type, locks.state(type)])),
    artwork: candidatesOf(db, ref).flatMap((row) =>
      row.hash !== null && isShown(row.assetType)
        ? [toArtwork(row, row.hash, row.assetType, orNull(row.filePath))]
        : [],
    ),
    video: streams.video === null ? null : omit(streams.video, 'fileSize'),
    audio: streams.audio,
    subtitles: streams.subtitles.map(({ filePath, ...rest }) => ({ ...rest, fileName: orNull(filePath) })),
    files: filesOf(db, ref).map(({ filePath, mtimeMs: _mtimeMs, ...rest }) => ({
      ...rest,
      fileName: relative(filePath),
    })),
    unknownFiles: unknownFilesOf(db, ref).map((file) => ({
      id: file.id,
      fileName: relative(file.filePath),
      sizeBytes: file.sizeBytes,
    })),
    issues: JSON.parse(item.scan_issues) as ItemDetail['issues'],
  };
}

function fieldStates(db: ReadDb, ref: ItemRef, locks: ItemLocks): ItemDetail['fields'] {
  const provenance = provenanceOf(db, ref.type, ref.id);
  return Object.fromEntries(
    fieldsOf(ref.type).map((field) => {
      const known = provenance.get(field);
      return [field, { ...locks.state(field), source: known?.source ?? null, setAt: known?.setAt ?? null }];
    }),
  );
}

function toArtwork(row: CandidateRow, hash: string, type: ImageType, fileName: string | null): Artwork {
  return {
    candidateId: row.id,
    type,
    hash,
    width: row.width,
    height: row.height,
    sizeBytes: row.sizeBytes,
    mimeType: row.mimeType,
    color: row.color,
    isSelected: row.isSelected === 1,
    rank: row.rank,
    provider: row.provider,
    selectedBy: row.selectedBy,
    fileName,
  };
}

function omit<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _omitted, ...rest } = value;
  return rest;
}
