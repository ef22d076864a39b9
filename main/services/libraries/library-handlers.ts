import type { Handlers } from '../../../contract/contract.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { Library } from '../../../contract/libraries.ts';
import { CoreError } from '../../domain/core-error.ts';
import { profileAsItIs } from '../../domain/profiles/publish-rules.ts';
import type { Dialogs } from '../../platform/ports.ts';
import type { NewJob } from '../../store/job.store.ts';
import { type Library as StoredLibrary, listLibraries, updateLibrary } from '../../store/library.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import { changeProfile } from '../profiles/change-profile.ts';
import { sampleFolder, sampleJob } from '../sample/create-sample.job.ts';
import { scanJob } from '../scan/scan-library.job.ts';
import { browseFolders } from './folder-browser.ts';
import { addLibrary, removeLibrary, requireInside, requireLibrary } from './library-service.ts';

type LibraryMethod = Extract<keyof Handlers, `libraries.${string}` | `folders.${string}` | `samples.${string}`>;

/** The contract's library, folder and sample methods. */
export function createLibraryHandlers(deps: {
  db: WriteDb;
  events: EventSink;
  dialogs: Dialogs;
  dataDir: string;
  enqueue: (job: NewJob) => Job;
  /** What a library's watcher does at present. */
  watchStateOf: (libraryId: number) => Library['watchState'];
}): Pick<Handlers, LibraryMethod> {
  const { db, events, enqueue } = deps;
  const toView = (library: StoredLibrary): Library => ({ ...library, watchState: deps.watchStateOf(library.id) });
  return {
    'libraries.list': () => listLibraries(db).map(toView),
    'libraries.add': async ({ path, type, name }) => {
      const { library, wasAdded } = await addLibrary(db, events, { path, type, name });
      return { library: toView(library), jobId: enqueue(scanJob(library, { probe: true })).id, wasAdded };
    },
    'libraries.remove': ({ id }) => ({ trashedItems: removeLibrary(db, events, id) }),
    'libraries.scan': async ({ id, probe, mode, directory }) => {
      const library = requireLibrary(db, id);
      const folders =
        directory === null ? null : [{ path: await requireInside(library.path, directory), isDeep: true }];
      return { jobId: enqueue(scanJob(library, { probe, mode, folders })).id };
    },
    'libraries.update': async ({ id, namingProfile, ...change }) => {
      requireLibrary(db, id);
      updateLibrary(db, id, change);
      if (namingProfile === undefined) events.publish({ name: 'libraries.changed', payload: { ids: [id] } });
      else await changeProfile({ db, events }, id, profileAsItIs(namingProfile));
      return toView(requireLibrary(db, id));
    },
    'libraries.pickFolders': async ({ purpose }) => {
      if (deps.dialogs.pickFolders === null) {
        throw new CoreError('not_available', 'This needs the desktop application. Type the path instead.');
      }
      return { paths: await deps.dialogs.pickFolders(purpose) };
    },
    'folders.list': ({ path }) => browseFolders(path),
    'samples.create': () => {
      const path = sampleFolder(deps.dataDir);
      return { path, jobId: enqueue(sampleJob(path)).id };
    },
  };
}
