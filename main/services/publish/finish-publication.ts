import path from 'node:path';
import type { PublishedFile } from '../../files/apply-publish.ts';
import { readArtworkName, splitArtworkName } from '../../domain/classify/artwork-name.ts';
import { transition } from '../../domain/media-state.ts';
import { logActivity } from '../../store/activity.store.ts';
import { setCandidateFile } from '../../store/artwork.store.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import { getMovie, updateMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import {
  closeJournal,
  forgetPublishedFile,
  insertPublishLog,
  markJournalUndone,
  recordPublishedFile,
} from '../../store/publish.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';

export interface FinishedPublication {
  movieId: number;
  journalId: number;
  action: 'publish' | 'undo';
  files: readonly PublishedFile[];
  assetTypeOf: (path: string) => string | null;
  /** What was written as NFO; null when the NFO was left alone, or for an undo. */
  nfo: { path: string; hash: string; text: string } | null;
  /** The film's updated_at when the plan was made: an edit since then is not published yet. Null: do not compare. */
  seenUpdatedAt: string | null;
  publishedBy: 'auto' | 'manual';
  durationMs: number;
  /** The journal that this one takes back. */
  undoes: number | null;
}

/** Records a publication whose files are in place: log, journal, base line for drift, and the film's own columns. */
export function finishPublication(db: WriteDb, done: FinishedPublication): void {
  const logId = insertPublishLog(db, {
    movieId: done.movieId,
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
    durationMs: done.durationMs,
  });
  closeJournal(db, done.journalId, 'committed', logId);
  if (done.undoes !== null) markJournalUndone(db, done.undoes, done.journalId);
  for (const file of done.files) recordFile(db, done, file);
  updateColumns(db, done);
  logActivity(db, {
    eventType: done.action === 'publish' ? 'movie.published' : 'movie.publishUndone',
    severity: 'success',
    entityType: 'movie',
    entityId: done.movieId,
    description: `${getMovie(db, done.movieId)?.title ?? 'A film'} was ${done.action === 'publish' ? 'published' : 'put back as it was before publishing'} (${String(done.files.length)} ${done.files.length === 1 ? 'file' : 'files'}).`,
  });
}

function recordFile(db: WriteDb, done: FinishedPublication, file: PublishedFile): void {
  const assetType = done.assetTypeOf(file.path);
  if (file.hash === null) {
    forgetPublishedFile(db, file.path);
  } else if (done.action === 'publish') {
    recordPublishedFile(db, done.movieId, {
      path: file.path,
      assetType,
      hash: file.hash,
      sizeBytes: file.sizeBytes ?? 0,
      mtimeMs: Math.round(file.mtimeMs ?? 0),
    });
  } else {
    // What undo brings back was not written by a publication: from now on it is somebody else's file again.
    forgetPublishedFile(db, file.path);
  }
  if (assetType !== null) {
    setCandidateFile(db, done.movieId, {
      path: file.path,
      type: assetType,
      hash: file.hash,
      fileIndex: numberInName(file.path),
    });
  }
}

/** As the next scan will read it: 0 for poster.jpg, 2 for fanart2.jpg. */
function numberInName(file: string): number {
  const stem = path.parse(file).name;
  return (readArtworkName(stem) ?? splitArtworkName(stem)?.artwork)?.index ?? 0;
}

function updateColumns(db: WriteDb, done: FinishedPublication): void {
  const movie = getMovie(db, done.movieId);
  if (movie === null) return;
  const nfoFile = done.files.find((file) => done.assetTypeOf(file.path) === null);
  if (done.action === 'undo') {
    updateMovie(db, done.movieId, {
      has_unpublished_changes: 1,
      published_nfo_hash: null,
      // The NFO that is back was read before: it must not be taken for news by the next scan.
      ...(nfoFile === undefined
        ? {}
        : { nfo_hash: nfoFile.hash, nfo_path: nfoFile.hash === null ? null : nfoFile.path }),
    });
    return;
  }
  const isCurrent = done.seenUpdatedAt === null || movie.updated_at === done.seenUpdatedAt;
  updateMovie(db, done.movieId, {
    state: transition(movie.state, 'published'),
    error_message: null,
    last_published_at: nowTimestamp(),
    has_unpublished_changes: isCurrent ? 0 : 1,
    ...(nfoFile === undefined
      ? {}
      : { nfo_path: nfoFile.path, nfo_hash: nfoFile.hash, published_nfo_hash: nfoFile.hash }),
  });
}
