import type { Handlers } from '../../../contract/contract.ts';
import type { Job } from '../../../contract/jobs.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { Dialogs } from '../../platform/ports.ts';
import type { NewJob } from '../../store/job.store.ts';
import { listLibraries, updateLibrary } from '../../store/library.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import { sampleFolder, sampleJob } from '../sample/create-sample.job.ts';
import { scanJob } from '../scan/scan-library.job.ts';
import { browseFolders } from './folder-browser.ts';
import { addLibrary, removeLibrary, requireLibrary } from './library-service.ts';

type LibraryMethod = Extract<keyof Handlers, `libraries.${string}` | `folders.${string}` | `samples.${string}`>;

/** The contract's library, folder and sample methods. */
export function createLibraryHandlers(deps: {
  db: WriteDb;
  events: EventSink;
  dialogs: Dialogs;
  dataDir: string;
  enqueue: (job: NewJob) => Job;
}): Pick<Handlers, LibraryMethod> {
  const { db, events, enqueue } = deps;
  return {
    'libraries.list': () => listLibraries(db),
    'libraries.add': async ({ path, type, name }) => {
      requireMovies(type);
      const { library, wasAdded } = await addLibrary(db, events, { path, type, name });
      return { library, jobId: enqueue(scanJob(library, true)).id, wasAdded };
    },
    'libraries.remove': ({ id }) => ({ trashedMovies: removeLibrary(db, events, id) }),
    'libraries.scan': ({ id, probe }) => ({ jobId: enqueue(scanJob(requireLibrary(db, id), probe)).id }),
    'libraries.update': ({ id, name, namingProfile }) => {
      requireLibrary(db, id);
      updateLibrary(db, id, { name, namingProfile });
      events.publish({ name: 'libraries.changed', payload: { ids: [id] } });
      return requireLibrary(db, id);
    },
    'libraries.pickFolders': async () => {
      if (deps.dialogs.pickFolders === null) {
        throw new CoreError('not_available', 'This needs the desktop application. Type the path instead.');
      }
      return { paths: await deps.dialogs.pickFolders() };
    },
    'folders.list': ({ path }) => browseFolders(path),
    'samples.create': () => {
      const path = sampleFolder(deps.dataDir);
      return { path, jobId: enqueue(sampleJob(path)).id };
    },
  };
}

/** Series libraries come later; until then the answer is clear instead of an empty library. */
export function requireMovies(type: 'movies' | 'tvshows'): void {
  if (type !== 'movies') {
    throw new CoreError('not_available', 'Metarr reads film libraries; series are not supported yet.');
  }
}
