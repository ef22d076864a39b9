import { basename } from 'node:path';
import type { Job } from '../../../contract/jobs.ts';
import type { Library } from '../../../contract/libraries.ts';
import type { ChangedFile, ChangedFolder } from '../../files/watch-changes.ts';
import { PRIORITY } from '../../jobs/job-kind.ts';
import { logActivity } from '../../store/activity.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { countPendingProbes } from '../../store/probe-queue.store.ts';
import { liveLibraries, ownWrites } from '../../store/watch.store.ts';
import type { WatchReport } from '../../workers/watch-messages.ts';
import type { WatchThread } from '../../workers/watch-thread.ts';
import type { EventSink } from '../event-sink.ts';
import { probeJob } from '../probe/probe-library.job.ts';
import { scanJob } from '../scan/scan-library.job.ts';

/** So many folders are named in a scan; of more the whole library is looked through. */
const MAX_FOLDERS = 200;

interface Watched {
  name: string;
  root: string;
  mode: 'auto' | 'poll';
  state: Library['watchState'];
  /** What is to be scanned next, with whether what lies below is, too; null for everything. */
  waiting: Map<string, boolean> | null;
  isScanning: boolean;
  /** New files are complete, and may be probed once they are scanned. */
  isSettled: boolean;
}

export interface WatchDependencies {
  db: WriteDb;
  events: EventSink;
  thread: WatchThread;
  enqueue: (job: NewJob) => Job;
  /** Resolves when a job has ended, however it did. */
  waitFor: (jobId: number) => Promise<Job>;
}

/**
 * Keeps every library watched as its settings say, and turns what is seen into scans of the folders that something happened
 * in. Watching is a hint: what it misses the next scan by the clock or by hand finds.
 */
export class LibraryWatchers {
  readonly #deps: WatchDependencies;
  readonly #watched = new Map<number, Watched>();
  #isClosed = false;

  constructor(deps: WatchDependencies) {
    this.#deps = deps;
    deps.thread.listen((report) => {
      this.#take(report);
    });
  }

  stateOf(libraryId: number): Library['watchState'] {
    return this.#watched.get(libraryId)?.state ?? 'off';
  }

  /** Begins, ends and changes watches after the libraries that there are now. Cheap when nothing changed. */
  sync(): void {
    const { db, thread } = this.#deps;
    if (this.#isClosed) return;
    const wanted = new Map(liveLibraries(db).map((library) => [library.id, library]));
    for (const [id, watched] of this.#watched) {
      const library = wanted.get(id);
      if (library?.path === watched.root && library.watchMode === watched.mode) watched.name = library.name;
      else {
        this.#watched.delete(id);
        thread.unwatch(id);
      }
    }
    for (const [id, { name, path: root, watchMode: mode }] of wanted) {
      if (mode === 'off' || this.#watched.has(id)) continue;
      this.#watched.set(id, {
        ...{ name, root, mode, state: 'off' },
        ...{ waiting: new Map(), isScanning: false, isSettled: false },
      });
      thread.watch(id, root, mode);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#deps.thread.close();
  }

  #take(report: WatchReport): void {
    const watched = this.#watched.get(report.libraryId);
    if (watched === undefined || this.#isClosed) return;
    switch (report.kind) {
      case 'state':
        this.#setState(report.libraryId, watched, report.state, report.reason);
        return;
      case 'changed':
        this.#addFolders(watched, report.folders);
        break;
      case 'settled':
        watched.isSettled = true;
    }
    this.#go(report.libraryId, watched);
  }

  #setState(id: number, watched: Watched, state: Library['watchState'], reason: string | null): void {
    const { db, events } = this.#deps;
    if (reason !== null && state !== watched.state) {
      const description =
        state === 'failed' ? `${watched.name} is not watched. ${reason}` : `${watched.name}: ${reason}`;
      const activityId = logActivity(db, {
        ...{ eventType: 'library.watch', severity: 'warning', entityType: 'library', entityId: id, description },
      });
      events.publish({ name: 'activity.logged', payload: { id: activityId } });
    }
    watched.state = state;
    events.publish({ name: 'libraries.changed', payload: { ids: [id] } });
  }

  #addFolders(watched: Watched, folders: readonly ChangedFolder[] | null): void {
    const news = folders?.filter((folder) => folder.isDeep || !this.#isOwn(folder.files));
    if (news?.length === 0) return;
    watched.isSettled = false;
    for (const { path, isDeep } of news ?? []) {
      watched.waiting?.set(path, isDeep || watched.waiting.get(path) === true);
    }
    if (news === undefined || (watched.waiting?.size ?? 0) > MAX_FOLDERS) watched.waiting = null;
  }

  /** What Metarr has just published is no news to it. */
  #isOwn(files: readonly ChangedFile[]): boolean {
    if (files.length === 0) return false;
    const own = ownWrites(this.#deps.db, files);
    return files.every((file) => own.has(file.path) || isTemporary(file.path));
  }

  /** One scan of a library at a time: what happens meanwhile is gathered for the next. */
  #go(id: number, watched: Watched): void {
    const { db, enqueue, waitFor } = this.#deps;
    if (watched.isScanning || this.#isClosed) return;
    const library = { id, name: watched.name };
    if (watched.waiting?.size === 0) {
      if (watched.isSettled && countPendingProbes(db, id) > 0) enqueue(probeJob(library));
      return;
    }
    const folders = watched.waiting === null ? null : [...watched.waiting].map(([path, isDeep]) => ({ path, isDeep }));
    watched.waiting = new Map();
    watched.isScanning = true;
    const job = enqueue(scanJob(library, { probe: false, folders, priority: PRIORITY.scan }));
    // The one that was joined may have been past these folders.
    if (job.status === 'processing') watched.waiting = folders === null ? null : toWaiting(folders);
    void waitFor(job.id).then(() => {
      watched.isScanning = false;
      if (this.#watched.get(id) === watched) this.#go(id, watched);
    });
  }
}

function toWaiting(folders: readonly { path: string; isDeep: boolean }[]): Map<string, boolean> {
  return new Map(folders.map(({ path, isDeep }) => [path, isDeep]));
}

/** As newTempPath names them. */
function isTemporary(path: string): boolean {
  return /^\.metarr-[0-9a-f]+\.tmp$/u.test(basename(path));
}
