import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { LibraryType } from '../../../contract/libraries.ts';
import { CoreError } from '../../domain/core-error.ts';
import { logActivity } from '../../store/activity.store.ts';
import {
  getLibrary,
  insertLibrary,
  type Library,
  libraryPaths,
  listLibraries,
  setLibraryEnabled,
  setLibraryType,
} from '../../store/library.store.ts';
import { liveIdsOfLibrary, softDeleteMovies } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { softDeleteSeries } from '../../store/series.store.ts';
import { liveSeriesOfLibrary } from '../../store/series-trash.store.ts';
import { transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import type { EventSink } from '../event-sink.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';

/**
 * Makes a folder a library, or answers the library that it is. The folder is checked first: each thing that can be wrong
 * with it has its own code and says what to do.
 * @param request.type of what the folder holds; without it films, or what it held when it was a library before
 */
export async function addLibrary(
  db: WriteDb,
  events: EventSink,
  request: { path: string; type?: LibraryType; name?: string | undefined },
): Promise<{ library: Library; wasAdded: boolean }> {
  const folder = await requireFolder(request.path);
  const known = libraryPaths(db);
  const same = known.find((library) => samePath(library.path, folder));
  if (same?.isEnabled === true) return { library: mustGet(db, same.id), wasAdded: false };
  for (const other of known) {
    if (!other.isEnabled) continue;
    if (isInside(folder, other.path)) {
      throw new CoreError('folder_inside_library', `${folder} lies in ${other.path}, which is a library already.`, {
        path: folder,
        library: other.path,
      });
    }
    if (isInside(other.path, folder)) {
      throw new CoreError(
        'folder_contains_library',
        `${folder} holds ${other.path}, which is a library already. Remove that one first, or add another folder.`,
        { path: folder, library: other.path },
      );
    }
  }
  await requireEntries(folder);
  const id = transaction(db, () => {
    if (same !== undefined) {
      setLibraryEnabled(db, same.id, true);
      if (request.type !== undefined) setLibraryType(db, same.id, request.type);
      return same.id;
    }
    return insertLibrary(db, {
      name: request.name ?? (path.basename(folder) || folder),
      type: request.type ?? 'movies',
      path: folder,
    });
  });
  const library = mustGet(db, id);
  logActivity(db, {
    eventType: 'library.added',
    severity: 'info',
    entityType: 'library',
    entityId: id,
    description: `${library.name} was added (${folder}).`,
  });
  events.publish({ name: 'libraries.changed', payload: { ids: [id] } });
  return { library, wasAdded: true };
}

/** Takes a library out: its films and shows go to the trash with everything that was decided, its files are not touched. */
export function removeLibrary(db: WriteDb, events: EventSink, id: number): number {
  const library = requireLibrary(db, id);
  const trashed = transaction(db, () => {
    const until = addDays(Date.now(), TRASH_DAYS);
    const count =
      softDeleteMovies(db, liveIdsOfLibrary(db, id), until, 'library') +
      softDeleteSeries(db, liveSeriesOfLibrary(db, id), until, 'library');
    setLibraryEnabled(db, id, false);
    logActivity(db, {
      eventType: 'library.removed',
      severity: 'info',
      entityType: 'library',
      entityId: id,
      description: `${library.name} was removed; ${String(count)} ${library.type === 'movies' ? 'films' : 'shows'} are in the trash. The files were not touched.`,
    });
    // A folder that comes back is read afresh.
    db.prepare('DELETE FROM scanned_directories WHERE library_id = ?').run(id);
    return count;
  });
  events.publish({ name: 'libraries.changed', payload: { ids: [id] } });
  events.publish({
    name: 'items.listChanged',
    payload: { type: library.type === 'movies' ? 'movie' : 'series', libraryId: id },
  });
  return trashed;
}

export function requireLibrary(db: WriteDb, id: number): Library {
  const library = getLibrary(db, id);
  if (library === null) throw new CoreError('not_found', 'This library is not in Metarr any more.', { id });
  return library;
}

/**
 * A folder of a library with links resolved; it need not exist any more. Throws `invalid_input` for one that does not lie
 * in the library.
 */
export async function requireInside(libraryPath: string, folder: string): Promise<string> {
  const real = await resolveExisting(path.resolve(folder));
  if (isInside(real, libraryPath) || samePath(real, libraryPath)) return real;
  throw new CoreError('invalid_input', `${real} does not lie in ${libraryPath}.`, { path: real });
}

/** Resolves the links of as much of a path as exists. */
async function resolveExisting(absolute: string): Promise<string> {
  try {
    return await realpath(absolute);
  } catch {
    const above = path.dirname(absolute);
    return above === absolute ? absolute : path.join(await resolveExisting(above), path.basename(absolute));
  }
}

/** The library a path is, or null. */
export async function findLibrary(db: WriteDb, folder: string): Promise<Library | null> {
  const real = await realpath(folder).catch(() => path.resolve(folder));
  return listLibraries(db).find((library) => samePath(library.path, real)) ?? null;
}

function mustGet(db: WriteDb, id: number): Library {
  return requireLibrary(db, id);
}

async function requireFolder(given: string): Promise<string> {
  const absolute = path.resolve(given);
  try {
    const real = await realpath(absolute);
    if (!(await stat(real)).isDirectory()) {
      throw new CoreError(
        'folder_not_a_directory',
        `${absolute} is a file. Choose the folder that holds the films or shows.`,
        {
          path: absolute,
        },
      );
    }
    await access(real, constants.R_OK | constants.X_OK);
    return real;
  } catch (error) {
    if (error instanceof CoreError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new CoreError(
        'folder_unreadable',
        `Metarr may not read ${absolute}. Change its permissions and add it again.`,
        {
          path: absolute,
        },
      );
    }
    throw new CoreError('folder_not_found', `${absolute} cannot be found. Check the path, or connect the drive.`, {
      path: absolute,
    });
  }
}

async function requireEntries(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => {
    throw new CoreError(
      'folder_unreadable',
      `Metarr may not list ${folder}. Change its permissions and add it again.`,
      {
        path: folder,
      },
    );
  });
  if (entries.length === 0) {
    throw new CoreError('folder_empty', `${folder} is empty. If it is a network drive, check that it is connected.`, {
      path: folder,
    });
  }
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '' && !relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative);
}

function samePath(a: string, b: string): boolean {
  return path.relative(a, b) === '';
}
