import path from 'node:path';
import type { Handlers } from '../contract/contract.ts';
import { composeEnrichment } from './compose-enrichment.ts';
import { composePublishing } from './compose-publishing.ts';
import { composeMaintenance, type CoreLifecycle } from './compose-maintenance.ts';
import { composeRecovery } from './compose-recovery.ts';
import { CoreError } from './domain/core-error.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { createArtworkSource } from './services/artwork/artwork-source.ts';
import { createOfferedImages } from './services/artwork/offered-image.ts';
import { createLibraryHandlers } from './services/libraries/library-handlers.ts';
import { addLibrary } from './services/libraries/library-service.ts';
import { createItemHandlers } from './services/items/item-handlers.ts';
import { createRefreshCompletenessKind } from './services/items/refresh-completeness.job.ts';
import type { RulesOf } from './services/items/item-completeness.ts';
import { ScheduledJobs } from './services/maintenance/scheduled-jobs.ts';
import { createMovieHandlers } from './services/movies/movie-handlers.ts';
import { createProbeLibraryKind, probeJob } from './services/probe/probe-library.job.ts';
import type { PublishService } from './services/publish/publish-service.ts';
import type { ManifestKeeper } from './services/recover/manifest-keeper.ts';
import { createProfileHandlers } from './services/profiles/profile-handlers.ts';
import { createSampleKind, sampleFolder, sampleJob } from './services/sample/create-sample.job.ts';
import { createScanLibraryKind, scanJob } from './services/scan/scan-library.job.ts';
import { createSeriesHandlers } from './services/series/series-handlers.ts';
import { createSystemHandlers } from './services/system/system-handlers.ts';
import { SettingsService } from './services/system/settings-service.ts';
import { createIgnorePatternHandlers } from './services/unknown-files/ignore-pattern-handlers.ts';
import { settleOpenMoves } from './services/unknown-files/move-batch.ts';
import { createUnknownFileHandlers } from './services/unknown-files/unknown-file-handlers.ts';
import { LibraryWatchers } from './services/watch/library-watchers.ts';
import { ScanSchedule } from './services/watch/scan-schedule.ts';
import { composePublishPlans } from './compose-publish-plans.ts';
import { composeRenaming } from './compose-renaming.ts';
import { composeSets } from './compose-sets.ts';
import { composeVerification } from './compose-verify.ts';
import type { Ports } from './platform/ports.ts';
import { logActivity } from './store/activity.store.ts';
import type { NewJob } from './store/job.store.ts';
import { Checkpointer } from './store/checkpointer.ts';
import { lockInstance } from './store/instance-lock.ts';
import { listLibraries } from './store/library.store.ts';
import { countPendingProbes } from './store/probe-queue.store.ts';
import { damageText, isCorruption, openDatabase, type WriteDb } from './store/open-database.ts';
import { failInterruptedScans } from './store/scan.store.ts';
import { indexBacklog } from './store/search-index.ts';
import { watchSlowQueries } from './store/sql.ts';
import { createAssetHandler } from './transport/assets.ts';
import { createDispatcher, type Dispatch } from './transport/dispatcher.ts';
import { EventBus, type EventListener } from './transport/event-bus.ts';
import { WatchThread } from './workers/watch-thread.ts';
import { createWorkerPool, type WorkerPool } from './workers/worker-pool.ts';

export interface CoreOptions {
  dataDir: string;
  ports: Ports;
  /** The built worker entry. */
  workerUrl: URL;
  /** Holds `sample/`. */
  resourcesDir: string;
  version: string;
  /** Check outputs against the contract: development and tests. */
  checkOutputs?: boolean;
  /** Watch libraries, and scan them on start and by the clock. By default wherever the application stays open. */
  isLive?: boolean;
  /** Begin with an empty database also where there was another one. */
  mayBeginAnew?: boolean;
  /** Where events go on from core to core; its own when it is not given. */
  events?: EventBus;
  /** What starts cores anew; without it, as on the command line, nothing can ask for that. */
  lifecycle?: CoreLifecycle;
}

export interface Core {
  dispatch: Dispatch;
  onEvent(listener: EventListener): () => void;
  /** Announces something of the host's own, such as a menu choice. */
  events: EventBus;
  handleAsset(request: Request): Promise<Response>;
  /** Adds folders given as arguments or dropped on the icon; problems are logged as activity. */
  addLibraryFolders(paths: readonly string[]): Promise<void>;
  /** Makes the sample library and adds it; answers its folder and the job that does it. */
  createSample(): { path: string; jobId: number };
  /** Settles what a crash interrupted, then starts working the queue. */
  start(): Promise<void>;
  close(): Promise<void>;
  /** For the command line, which lives in the same process. */
  readonly internals: {
    db: WriteDb;
    pool: WorkerPool;
    runner: JobRunner;
    publisher: PublishService;
    manifests: ManifestKeeper;
  };
}

/**
 * The only composition root: the same core runs in Electron, headless and under the command line. Throws AlreadyRunning,
 * NewerDatabaseError and what else openDatabase throws.
 */
export function createCore(options: CoreOptions): Promise<Core> {
  const unlock = lockInstance(options.dataDir);
  let db: WriteDb | null = null;
  try {
    db = openDatabase(path.join(options.dataDir, 'metarr.sqlite'), {
      appVersion: options.version,
      mayBeginAnew: options.mayBeginAnew ?? false,
    });
    return Promise.resolve(composeCore(options, db, unlock));
  } catch (error) {
    // Damage may show only when something is read.
    db?.close();
    unlock();
    throw error;
  }
}

function composeCore(options: CoreOptions, db: WriteDb, unlock: () => void): Core {
  const { ports, dataDir } = options;
  watchSlowQueries(db, (query) => {
    ports.logger.warn({ ...query }, 'A query was slow');
  });
  const cacheDir = path.join(dataDir, 'cache');
  const thumbsDir = path.join(dataDir, 'thumbs');
  const events = options.events ?? createEventBus(ports.logger);
  const pool = createWorkerPool(options.workerUrl);
  const checkpoints = new Checkpointer(db, besideWorkers(options.workerUrl, 'checkpoint-thread.js'));
  const isLive = options.isLive ?? ports.mode !== 'cli';
  const settings = new SettingsService(db);
  const rules: RulesOf = (type) => settings.rulesOf(type);
  const enqueue = (job: NewJob): ReturnType<JobRunner['enqueue']> => runner.enqueue(job);
  const publishing = composePublishing({ db, pool, cacheDir, events, rules, logger: ports.logger, enqueue });
  const { publisher, turns } = publishing;
  const renaming = composeRenaming({ db, pool, events, clock: ports.clock, logger: ports.logger, turns, enqueue });
  const enrichment = composeEnrichment({ db, pool, cacheDir, thumbsDir, events, ports, rules, settings, enqueue });
  const planning = composePublishPlans({ db, pool, events, publisher });
  const sets = composeSets({ db, pool, cacheDir, events, rules, enqueue });
  // Whatever runs by the clock is registered here before the core starts.
  const scheduled = new ScheduledJobs();
  const maintenance = composeMaintenance({
    db,
    pool,
    dataDir,
    cacheDir,
    thumbsDir,
    threadUrl: besideWorkers(options.workerUrl, 'backup-thread.js'),
    events,
    ports,
    scheduled,
    enqueue,
    expireAnswers: () => enrichment.expireAnswers(),
    lifecycle: options.lifecycle ?? null,
  });
  const { version, workerUrl } = options;
  const recovery = composeRecovery({
    db,
    pool,
    dataDir,
    workerUrl,
    version,
    ports,
    events,
    publisher,
    enqueue,
    lifecycle: options.lifecycle ?? null,
  });
  const verification = composeVerification({
    ...{ db, pool, cacheDir, events, rules, publisher, enqueue },
    clock: ports.clock,
    logger: ports.logger,
    undo: publishing.undo,
  });
  const runner = new JobRunner({
    db,
    clock: ports.clock,
    logger: ports.logger,
    kinds: [
      createScanLibraryKind({
        db,
        pool,
        cacheDir,
        events,
        rules: () => settings.rules,
        rulesOf: rules,
        enqueue,
        checkpoints,
        busyUntilMs: (libraryId) => renaming.busyUntilMs(libraryId),
        afterScan: (libraryId, folders) => {
          sets.afterScan();
          enrichment.afterScan(libraryId);
          verification.afterScan(libraryId, folders);
        },
      }),
      createProbeLibraryKind({ db, pool, events }),
      ...publishing.kinds,
      ...renaming.kinds,
      createRefreshCompletenessKind(db, rules, events),
      createSampleKind({ db, pool, events, resourcesDir: options.resourcesDir, enqueue }),
      ...enrichment.kinds,
      ...maintenance.kinds,
      ...recovery.kinds,
      ...sets.kinds,
      ...verification.kinds,
    ],
    onChanged: (jobs) => {
      events.publish({ name: 'jobs.changed', payload: { jobs } });
    },
    onFailed: (job) => {
      const id = logActivity(db, {
        eventType: 'job.failed',
        severity: 'error',
        description: `${job.label}: ${job.errorMessage ?? 'failed'}`,
        ...(job.libraryId === null ? {} : { entityType: 'library', entityId: job.libraryId }),
      });
      events.publish({ name: 'activity.logged', payload: { id } });
    },
  });
  const watchers = new LibraryWatchers({
    db,
    events,
    thread: new WatchThread(besideWorkers(options.workerUrl, 'watch-library.js')),
    enqueue,
    waitFor: (jobId) => runner.waitFor(jobId),
  });
  const schedule = new ScanSchedule(db, ports.clock, enqueue);
  const handlers: Handlers = {
    ...createLibraryHandlers({
      db,
      events,
      dialogs: ports.dialogs,
      dataDir,
      enqueue,
      watchStateOf: (id) => watchers.stateOf(id),
    }),
    ...createItemHandlers({ db, pool, cacheDir, events, rules, shell: ports.shell }),
    ...createMovieHandlers({ db, events }),
    ...createSeriesHandlers({ db, events }),
    ...createUnknownFileHandlers({ db, pool, events, trash: ports.trash, enqueue }),
    ...createIgnorePatternHandlers({ db, events, enqueue }),
    ...createProfileHandlers({ db, events }),
    ...publishing.handlers,
    ...renaming.handlers,
    ...planning.handlers,
    ...enrichment.handlers,
    ...maintenance.handlers,
    ...recovery.handlers,
    ...sets.handlers,
    ...verification.handlers,
    ...createSystemHandlers({
      db,
      runner,
      events,
      settings,
      about: { version: options.version, mode: ports.mode, dataDir },
    }),
  };
  const { fetchImage } = enrichment;
  const artwork = createArtworkSource({ db, pool, cacheDir, thumbsDir, events, fetchImage });
  return {
    dispatch: createDispatcher(handlers, ports.logger, {
      checkOutputs: options.checkOutputs ?? false,
      isCoreError: (error) => (isCorruption(error) ? new CoreError('database_damaged', damageText(error)) : null),
    }),
    onEvent: (listener) => events.on(listener),
    events,
    handleAsset: createAssetHandler({ ...artwork, offered: createOfferedImages({ pool, thumbsDir, fetchImage }) }),
    addLibraryFolders: async (paths) => {
      for (const folder of paths) await addFolder(db, events, folder, enqueue);
    },
    createSample: () => {
      const folder = sampleFolder(dataDir);
      return { path: folder, jobId: runner.enqueue(sampleJob(folder)).id };
    },
    start: async () => {
      recovery.manifests.start(isLive);
      failInterruptedScans(db);
      await indexBacklog(db);
      // Nobody waits for it: only leftovers of an earlier run are touched.
      pool.run('sweepTemps', { cacheDir, olderThanMs: Date.now() }).catch((error: unknown) => {
        ports.logger.warn({ error }, 'Leftovers in the cache could not be removed');
      });
      await publisher.recover();
      await settleOpenMoves({ db, pool });
      await renaming.recover();
      await maintenance.recover();
      enrichment.recover();
      verification.recover();
      sets.recover();
      runner.start();
      for (const library of listLibraries(db)) {
        if (countPendingProbes(db, library.id) > 0 && ports.mode !== 'cli') runner.enqueue(probeJob(library));
      }
      if (!isLive) return;
      maintenance.start();
      events.on(({ name }) => {
        if (name === 'libraries.changed') watchers.sync();
      });
      watchers.sync();
      schedule.start();
      verification.schedule.start();
    },
    close: async () => {
      maintenance.stop();
      schedule.stop();
      verification.schedule.stop();
      planning.plans.close();
      await watchers.close();
      await runner.stop();
      await recovery.manifests.close(ports.mode === 'cli');
      events.flush();
      await pool.close();
      await checkpoints.close();
      db.close();
      unlock();
    },
    internals: { db, pool, runner, publisher, manifests: recovery.manifests },
  };
}

/** Carries events to every client, also from one core to the next. */
export function createEventBus(logger: Ports['logger']): EventBus {
  return new EventBus(undefined, (error) => {
    logger.error({ error }, 'A listener of events failed');
  });
}

/** The other threads' entries are built beside the workers'. */
function besideWorkers(workerUrl: URL, entry: string): URL {
  return new URL(`./${entry}`, workerUrl);
}

async function addFolder(
  db: WriteDb,
  events: EventBus,
  folder: string,
  enqueue: (job: NewJob) => unknown,
): Promise<void> {
  try {
    const { library } = await addLibrary(db, events, { path: folder });
    enqueue(scanJob(library, { probe: true }));
  } catch (error) {
    const id = logActivity(db, {
      eventType: 'library.refused',
      severity: 'error',
      description: error instanceof Error ? error.message : String(error),
    });
    events.publish({ name: 'activity.logged', payload: { id } });
    throw error;
  }
}
