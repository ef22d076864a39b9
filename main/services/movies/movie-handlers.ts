import { CoreError } from '../../domain/core-error.ts';
import type { Handlers } from '../../../contract/contract.ts';
import { isMovieImageType } from '../../domain/asset-types.ts';
import type { Shell } from '../../platform/ports.ts';
import { getCandidate, selectionOf, upsertLocalCandidate } from '../../store/artwork.store.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import { listEdits } from '../../store/edit-history.store.ts';
import { countMatching, pageIds, rowsById } from '../../store/movie-list.store.ts';
import { restoreMovies, softDeleteMovies } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { acceptImage } from '../artwork/artwork-source.ts';
import type { EventSink } from '../event-sink.ts';
import type { SettingsService } from '../system/settings-service.ts';
import { movieDetail } from './movie-detail.ts';
import { createMovieEdits, toEditEntry } from './movie-edits.ts';
import { TRASH_DAYS } from './movie-trash.ts';
import { requireMovie } from './require-movie.ts';
import { reviveLibraries } from './revive-libraries.ts';

export interface MovieHandlerDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  settings: SettingsService;
  shell: Shell;
}

type MovieMethod = Extract<keyof Handlers, `movies.${string}` | `artwork.${string}`>;

/** The contract's film and artwork methods. */
export function createMovieHandlers(deps: MovieHandlerDependencies): Pick<Handlers, MovieMethod> {
  const { db, events, settings } = deps;
  const edits = createMovieEdits(
    db,
    () => settings.rules,
    (id) => {
      events.movieChanged(id);
    },
  );
  const detail = (id: number): ReturnType<typeof movieDetail> => movieDetail(db, id, settings.rules);
  return {
    'movies.page': ({ filter, sort, isDescending, after, offset, limit }) => {
      const { ids, nextCursor } = pageIds(db, { filter, sort, isDescending, after, offset, limit });
      return { rows: rowsById(db, ids), offset: after === null ? offset : 0, nextCursor };
    },
    'movies.count': ({ filter }) => ({
      matching: countMatching(db, filter),
      total: countMatching(db, { ...NO_FILTER, isDeleted: filter.isDeleted }),
    }),
    'movies.get': ({ id }) => detail(id),
    'movies.rows': ({ ids }) => rowsById(db, ids),
    'movies.setField': ({ id, field, value }) => ({ editId: edits.setField(id, field, value), movie: detail(id) }),
    'movies.setLock': ({ id, target, isLocked }) => ({
      editId: edits.setLock(id, target, isLocked),
      movie: detail(id),
    }),
    'movies.undoEdit': ({ editId, movieId }) => {
      const edit = edits.undo({ editId, movieId });
      return { edit, movie: edit === null ? null : detail(edit.movieId) };
    },
    'movies.history': ({ id }) => listEdits(db, 'movie', id, 200).map(toEditEntry),
    'movies.remove': ({ ids }) => {
      const removed = softDeleteMovies(db, ids, addDays(Date.now(), TRASH_DAYS), 'user');
      announce(events, ids);
      return { removed };
    },
    'movies.restore': ({ ids }) => {
      const restored = transaction(db, () => {
        reviveLibraries(db, ids);
        return restoreMovies(db, ids);
      });
      announce(events, ids);
      return { restored };
    },
    'movies.reveal': async ({ id }) => {
      if (deps.shell.showInFolder === null) {
        throw new CoreError('not_available', 'Showing folders needs the desktop application.');
      }
      await deps.shell.showInFolder(requireMovie(db, id).file_path);
      return null;
    },
    'artwork.select': ({ movieId, candidateId }) => {
      const candidate = getCandidate(db, candidateId);
      if (candidate?.movieId !== movieId || !isMovieImageType(candidate.assetType)) {
        throw new CoreError('not_found', 'This image is not among the film’s any more.');
      }
      const rest = selectionOf(db, movieId, candidate.assetType).slice(1);
      const chosen = [candidateId, ...rest.filter((id) => id !== candidateId)];
      return { editId: edits.setArtwork(movieId, candidate.assetType, chosen), movie: detail(movieId) };
    },
    'artwork.clear': ({ movieId, type }) => ({ editId: edits.setArtwork(movieId, type, []), movie: detail(movieId) }),
    'artwork.add': async ({ movieId, type, hash, path }) => {
      requireMovie(db, movieId);
      const image = hash === undefined ? await acceptImage(deps, { path: path ?? '' }) : uploaded(db, hash);
      const editId = transaction(db, () => {
        const candidateId = upsertLocalCandidate(db, {
          movieId,
          type,
          hash: image.hash,
          cachePath: image.cachePath,
          sizeBytes: image.sizeBytes,
          width: image.width,
          height: image.height,
          filePath: null,
          fileIndex: null,
        });
        const rest = selectionOf(db, movieId, type).slice(1);
        return edits.setArtwork(movieId, type, [candidateId, ...rest.filter((id) => id !== candidateId)]);
      });
      return { editId, movie: detail(movieId) };
    },
  };
}

const NO_FILTER = {
  search: '',
  libraryId: null,
  states: [],
  completenessMin: null,
  completenessMax: null,
  hasUnpublishedChanges: null,
  hasLocks: null,
  hasIssues: null,
};

function announce(events: EventSink, ids: readonly number[]): void {
  for (const id of ids) events.movieChanged(id);
  events.publish({ name: 'movies.listChanged', payload: { libraryId: null } });
  events.publish({ name: 'libraries.changed', payload: { ids: [] } });
}

function uploaded(
  db: WriteDb,
  hash: string,
): { hash: string; cachePath: string; sizeBytes: number; width: number | null; height: number | null } {
  const cached = findCachedFile(db, hash);
  if (cached?.assetType !== 'image') throw new CoreError('not_found', 'Hand the image in first.');
  return { hash, cachePath: cached.filePath, sizeBytes: cached.fileSize, width: cached.width, height: cached.height };
}
