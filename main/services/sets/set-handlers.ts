import { access, constants, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Handlers } from '../../../contract/contract.ts';
import type { Job } from '../../../contract/jobs.ts';
import { SetFilter, type SetMember } from '../../../contract/sets.ts';
import { CoreError } from '../../domain/core-error.ts';
import { orderMembers } from '../../domain/set-members.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { putSetInformationFolder, setInformationFolder } from '../../store/set-folder.store.ts';
import { countSets, setPageIds, setRowsById } from '../../store/set-list.store.ts';
import { filmsByTmdbId, memberFilms, memberOrderOf, partsOf } from '../../store/set-members.store.ts';
import type { EventSink } from '../event-sink.ts';
import { requireItem } from '../items/require-item.ts';
import { readSetFoldersJob } from './read-set-folders.job.ts';
import type { SetEdits } from './set-edits.ts';

type SetMethod = Extract<keyof Handlers, `sets.${string}` | `setFolder.${string}`>;

export interface SetHandlerDependencies {
  db: WriteDb;
  events: EventSink;
  enqueue: (job: NewJob) => Job;
}

/** The contract's methods for sets: their list, what is in them, and where they are published to. */
export function createSetHandlers(deps: SetHandlerDependencies, edits: SetEdits): Pick<Handlers, SetMethod> {
  const { db, events, enqueue } = deps;
  const announced = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    events.publish({ name: 'items.listChanged', payload: { type: 'set', libraryId: null } });
    return result;
  };
  return {
    'sets.page': (request) => {
      const { ids, nextCursor } = setPageIds(db, request);
      return { rows: setRowsById(db, ids), offset: request.after === null ? request.offset : 0, nextCursor };
    },
    'sets.count': ({ filter }) => ({
      matching: countSets(db, filter),
      total: countSets(db, SetFilter.parse({ isDeleted: filter.isDeleted })),
    }),
    'sets.rows': ({ ids }) => setRowsById(db, ids),
    'sets.members': ({ id }) => {
      requireItem(db, { type: 'set', id });
      return { order: memberOrderOf(db, id), members: membersOf(db, id) };
    },
    'sets.create': ({ name, movieIds }) => announced(edits.create(name, movieIds)),
    'sets.addMembers': async ({ id, movieIds }) => ({ change: await announced(edits.add(id, movieIds)) }),
    'sets.removeMembers': async ({ id, movieIds }) => ({ change: await announced(edits.takeOut(id, movieIds)) }),
    'sets.reorder': ({ id, movieIds }) => ({ change: edits.reorder(id, movieIds) }),
    'sets.setOrder': ({ id, order }) => ({ change: edits.setOrder(id, order) }),
    'sets.merge': async ({ id, fromIds }) => ({ change: await announced(edits.merge(id, fromIds)) }),
    'sets.remove': ({ ids }) => announced(edits.remove(ids)),
    'sets.restore': async ({ ids }) => ({ restored: await announced(edits.restore(ids)) }),
    'sets.undo': ({ change }) => announced(edits.undo(change)),
    'setFolder.get': () => ({ path: setInformationFolder(db) }),
    'setFolder.set': async ({ path: given }) => {
      const folder = given === null ? null : await requireFolder(given);
      putSetInformationFolder(db, folder);
      events.publish({ name: 'settings.changed', payload: {} });
      return { path: folder, jobId: folder === null ? null : enqueue(readSetFoldersJob(true)).id };
    },
    'setFolder.scan': () => {
      if (setInformationFolder(db) === null) {
        throw new CoreError('not_available', 'Choose a folder for collections first.');
      }
      return { jobId: enqueue(readSetFoldersJob(true)).id };
    },
  };
}

function membersOf(db: ReadDb, id: number): SetMember[] {
  const parts = partsOf(db, id);
  const here = filmsByTmdbId(
    db,
    parts.map(({ tmdbId }) => tmdbId),
  );
  return orderMembers(memberFilms(db, id), parts, memberOrderOf(db, id)).map((entry): SetMember => {
    if ('movieId' in entry) {
      const { position: _position, ...film } = entry;
      return { ...film, hasUnpublishedChanges: film.hasUnpublishedChanges === 1, elsewhereId: null };
    }
    return {
      movieId: null,
      tmdbId: entry.tmdbId,
      title: entry.title,
      year: entry.year,
      premiered: null,
      posterHash: null,
      posterColor: null,
      state: null,
      hasUnpublishedChanges: false,
      libraryName: null,
      elsewhereId: here.get(entry.tmdbId) ?? null,
    };
  });
}

async function requireFolder(given: string): Promise<string> {
  const absolute = path.resolve(given);
  const refuse = (
    code: 'folder_not_found' | 'folder_not_a_directory' | 'folder_unreadable',
    message: string,
  ): never => {
    throw new CoreError(code, message, { path: absolute });
  };
  const real = await realpath(absolute).catch(() =>
    refuse('folder_not_found', `${absolute} cannot be found. Make the folder first, or choose another.`),
  );
  if (!(await stat(real)).isDirectory()) refuse('folder_not_a_directory', `${absolute} is a file. Choose a folder.`);
  await access(real, constants.R_OK | constants.X_OK).catch(() =>
    refuse('folder_unreadable', `Metarr may not read ${absolute}. Change its permissions.`),
  );
  return real;
}
