import { access } from 'node:fs/promises';
import path from 'node:path';
import type { ArchivePreview } from '../../../contract/recovery.ts';
import { CoreError } from '../../domain/core-error.ts';
import { type ArchiveMeta, parseArchiveMeta } from '../../domain/manifest/archive-meta.ts';
import { mapPath, type PathMapping } from '../../domain/manifest/map-path.ts';
import { libraryPaths } from '../../store/library.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { isTakenWhole } from './import-whole.ts';

export interface InspectedArchive {
  meta: ArchiveMeta;
  cachedFiles: number;
  cachedBytes: number;
  manifestFiles: number;
  /** 0 when there is none in it. */
  databaseBytes: number;
}

/** What an archive holds. Throws CoreError: `file_missing`, `damaged`, `database_newer`, and what the disk says. */
export async function inspect(pool: WorkerPool, file: string): Promise<InspectedArchive> {
  const answer = await pool.run('inspectArchive', file);
  if (!answer.ok) {
    const error = 'error' in answer ? answer.error : { code: 'io_error' as const, message: 'It was stopped.' };
    throw new CoreError(error.code, error.message, { path: file });
  }
  const { cachedFiles, cachedBytes, manifests, databaseBytes } = answer;
  const manifestFiles = Object.values(manifests).reduce((sum, count) => sum + count, 0);
  return { meta: parseArchiveMeta(answer.meta), cachedFiles, cachedBytes, manifestFiles, databaseBytes };
}

/** As the window shows it. */
export async function previewArchive(db: ReadDb, pool: WorkerPool, given: string): Promise<ArchivePreview> {
  const file = path.resolve(given);
  const archive = await inspect(pool, file);
  const { meta, cachedFiles, cachedBytes } = archive;
  const known = new Set(libraryPaths(db).flatMap((library) => (library.isEnabled ? [library.path] : [])));
  const libraries = await Promise.all(
    meta.libraries.map(async ({ name, type, path: place, items }) => ({
      name,
      type,
      path: place,
      items,
      isThere: await access(place).then(
        () => true,
        () => false,
      ),
      isLibrary: known.has(place),
    })),
  );
  const { films, shows, sets } = meta.counts;
  const { createdAt, appVersion, hasArtwork } = meta;
  return {
    ...{ path: file, createdAt, appVersion, hasArtwork, libraries, films, shows, sets, cachedFiles, cachedBytes },
    isWhole: isTakenWhole(db, archive),
  };
}

/** Libraries never lie inside one another. Throws `folder_inside_library` or `folder_contains_library`. */
export function refuseOverlaps(db: ReadDb, { meta }: InspectedArchive, mappings: readonly PathMapping[]): void {
  const mine = libraryPaths(db).filter((library) => library.isEnabled);
  for (const { path: was } of meta.libraries) {
    const place = mapPath(was, mappings);
    for (const other of mine) {
      if (isInside(place, other.path)) {
        throw new CoreError(
          'folder_inside_library',
          `${place} lies in ${other.path}, which is a library already. Say where the library is now.`,
          { path: place, library: other.path },
        );
      }
      if (isInside(other.path, place)) {
        throw new CoreError(
          'folder_contains_library',
          `${place} holds ${other.path}, which is a library already. Say where the library is now.`,
          { path: place, library: other.path },
        );
      }
    }
  }
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
