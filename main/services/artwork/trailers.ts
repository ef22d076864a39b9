import path from 'node:path';
import type { TrailerCandidate } from '../../../contract/artwork-candidates.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { chooseTrailer, rankTrailers, type TrailerFacts } from '../../domain/artwork/choose-trailer.ts';
import {
  type CandidateRecord,
  candidateRecords,
  deleteCandidate,
  hasManualSelection,
  isTrailerLocked,
  upsertLocalTrailer,
  writeSelection,
} from '../../store/candidate.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { publishedFiles } from '../../store/publish.store.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import type { TrailerMetadata } from './image-offers.ts';

interface StoredTrailer extends TrailerFacts {
  row: CandidateRecord;
  metadata: Partial<TrailerMetadata>;
}

/** Whether such an item has trailers. */
export function hasTrailers(item: ItemRef): boolean {
  return item.type === 'movie' || item.type === 'series';
}

/** All trailers of a film or a show, best first: files beside it and what providers link to. */
export function trailersOf(db: ReadDb, item: ItemRef): TrailerCandidate[] {
  return rankTrailers(storedTrailers(db, item), languages(db)).map(({ row, metadata }) => ({
    id: row.id,
    provider: row.provider,
    site: metadata.site ?? null,
    url: row.url,
    name: metadata.name ?? (row.filePath === null ? 'Trailer' : path.basename(row.filePath)),
    language: row.language,
    heightLines: row.height,
    durationSeconds: row.durationSeconds,
    isSelected: row.isSelected === 1,
    isDownloaded: row.hash !== null,
    fileName: row.filePath === null ? null : path.basename(row.filePath),
    downloadError: row.downloadError,
  }));
}

/**
 * Makes the trailer files that the last scan found beside an item candidates, and takes away those that are gone. What
 * Metarr wrote there is a candidate already: the one it was downloaded for. Cheap when nothing changed.
 */
export function followLocalTrailers(db: WriteDb, item: ItemRef): void {
  if (!hasTrailers(item)) return;
  const found = filesOf(db, item).filter(({ kind }) => kind === 'trailer');
  const written = publishedFiles(
    db,
    found.map(({ filePath }) => filePath),
  );
  const files = found.filter(({ filePath }) => !written.has(filePath));
  const known = candidateRecords(db, item, 'trailer').filter(
    ({ provider, filePath }) => provider === 'local' && filePath !== null,
  );
  for (const { filePath, sizeBytes, durationSeconds } of files) {
    if (known.some((row) => row.filePath === filePath)) continue;
    upsertLocalTrailer(db, item, { path: filePath, sizeBytes, durationSeconds });
  }
  for (const row of known) {
    if (!files.some(({ filePath }) => filePath === row.filePath)) deleteCandidate(db, row.id);
  }
}

/**
 * Chooses an item's trailer by itself, unless it is locked or a person has chosen one. True when that changed it. A link is
 * enough: nothing is downloaded.
 */
export function selectTrailer(db: WriteDb, item: ItemRef): boolean {
  if (!hasTrailers(item) || isTrailerLocked(db, item) || hasManualSelection(db, item, 'trailer')) return false;
  followLocalTrailers(db, item);
  const trailers = storedTrailers(db, item);
  const best = chooseTrailer(trailers, languages(db));
  const before = trailers.find(({ row }) => row.isSelected === 1);
  if (best?.id === before?.id) return false;
  writeSelection(
    db,
    item,
    'trailer',
    best === null ? [] : [{ id: best.id, selectedBy: best.isLocal ? 'local' : 'auto' }],
  );
  return true;
}

/** Trailers are watched in the languages that posters are read in. */
function languages(db: ReadDb): string[] {
  return mergeRules(db).imageLanguages;
}

function storedTrailers(db: ReadDb, item: ItemRef): StoredTrailer[] {
  return candidateRecords(db, item, 'trailer').map((row) => {
    const metadata = JSON.parse(row.metadata ?? '{}') as Partial<TrailerMetadata>;
    return {
      row,
      metadata,
      id: row.id,
      sourceKey: row.sourceKey,
      language: row.language,
      isOfficial: metadata.isOfficial ?? false,
      kind: metadata.kind ?? 'trailer',
      height: row.height,
      publishedAt: metadata.publishedAt ?? null,
      isLocal: row.filePath !== null || row.hash !== null,
      isRejected: row.isRejected === 1,
      isBroken: row.downloadError !== null && row.retryAfter === null && row.hash === null && row.filePath === null,
    };
  });
}
