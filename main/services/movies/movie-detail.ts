import path from 'node:path';
import type { ItemDetail } from '../../../contract/items.ts';
import type { CompletenessRules } from '../../domain/completeness.ts';
import { MOVIE_IMAGE_TYPES } from '../../domain/asset-types.ts';
import { MOVIE_FIELD_NAMES, MOVIE_FIELDS } from '../../domain/movie-fields.ts';
import { candidatesOf } from '../../store/artwork.store.ts';
import { libraryName } from '../../store/library.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import { streamsOf } from '../../store/stream.store.ts';
import { unknownFilesOf } from '../../store/unknown-file.store.ts';
import { movieCompleteness } from './movie-completeness.ts';
import { readMovieValue } from './movie-values.ts';
import { requireMovie } from './require-movie.ts';

/** Everything the detail view shows of a film. Throws `not_found`. */
export function movieDetail(db: ReadDb, id: number, rules: CompletenessRules): ItemDetail {
  const movie = requireMovie(db, id);
  const relative = (file: string | null): string | null =>
    file === null ? null : path.relative(movie.directory_path, file).replaceAll(path.sep, '/');
  const provenance = provenanceOf(db, 'movie', id);
  const streams = streamsOf(db, { type: 'movie', id });
  const values: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const field of MOVIE_FIELD_NAMES) {
    values[field] = readMovieValue(db, movie, field);
    const known = provenance.get(field);
    fields[field] = {
      isLocked: movie[MOVIE_FIELDS[field].lockColumn] === 1,
      source: known?.source ?? null,
      setAt: known?.setAt ?? null,
    };
  }
  return {
    id: movie.id,
    libraryId: movie.library_id,
    libraryName: libraryName(db, movie.library_id),
    directoryPath: movie.directory_path,
    filePath: movie.file_path,
    nfoPath: movie.nfo_path,
    state: movie.state,
    completeness: movie.completeness,
    missing: movieCompleteness(db, movie, rules).missing,
    hasUnpublishedChanges: movie.has_unpublished_changes === 1,
    lastPublishedAt: movie.last_published_at,
    addedAt: movie.created_at,
    updatedAt: movie.updated_at,
    deletedOn: movie.deleted_on,
    values: values as ItemDetail['values'],
    fields: fields as ItemDetail['fields'],
    artworkLocks: Object.fromEntries(
      MOVIE_IMAGE_TYPES.map((type) => [type, movie[`${type}_locked`] === 1]),
    ) as ItemDetail['artworkLocks'],
    artwork: candidatesOf(db, id).flatMap((row) =>
      row.hash === null || !(MOVIE_IMAGE_TYPES as readonly string[]).includes(row.assetType)
        ? []
        : [
            {
              candidateId: row.id,
              type: row.assetType as ItemDetail['artwork'][number]['type'],
              hash: row.hash,
              width: row.width,
              height: row.height,
              sizeBytes: row.sizeBytes,
              mimeType: row.mimeType,
              color: row.color,
              isSelected: row.isSelected === 1,
              rank: row.rank,
              provider: row.provider,
              selectedBy: row.selectedBy,
              fileName: relative(row.filePath),
            },
          ],
    ),
    video: streams.video === null ? null : omit(streams.video, 'fileSize'),
    audio: streams.audio,
    subtitles: streams.subtitles.map(({ filePath, ...rest }) => ({ ...rest, fileName: relative(filePath) })),
    files: filesOf(db, { type: 'movie', id }).map(({ filePath, mtimeMs: _mtimeMs, ...rest }) => ({
      ...rest,
      fileName: relative(filePath) ?? '',
    })),
    unknownFiles: unknownFilesOf(db, id).map((file) => ({
      id: file.id,
      fileName: relative(file.filePath) ?? '',
      sizeBytes: file.sizeBytes,
    })),
    issues: JSON.parse(movie.scan_issues) as ItemDetail['issues'],
  };
}

function omit<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _omitted, ...rest } = value;
  return rest;
}
