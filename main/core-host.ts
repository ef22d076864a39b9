import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RecoveryState } from '../contract/maintenance.ts';
import type { Reply } from '../contract/reply.ts';
import { type Core, type CoreOptions, createCore, createEventBus } from './core.ts';
import { CoreError } from './domain/core-error.ts';
import { BackupService } from './services/backup/backup-service.ts';
import { createRecoveryHandlers } from './services/backup/recovery-handlers.ts';
import { rebuildWithWorkers } from './compose-rebuild.ts';
import { countManifests } from './services/recover/rebuild-database.ts';
import { lockInstance } from './store/instance-lock.ts';
import { isDatabaseTrouble } from './store/open-database.ts';
import { MissingDatabaseError } from './store/missing-database.ts';
import { keepDatabase } from './store/replace-database.ts';
import { createDispatcher, type Dispatch } from './transport/dispatcher.ts';
import type { EventBus } from './transport/event-bus.ts';

/** A core as the shells that stay open use it: it may be another one after a restore, and none while there is no database. */
export type HostedCore = Omit<Core, 'internals'> & {
  /** Why only recovery answers; null while all is well. */
  readonly trouble: string | null;
};

export type CoreHostOptions = Omit<CoreOptions, 'events' | 'lifecycle' | 'mayBeginAnew'>;

/** What answers at present. */
interface Occupant {
  dispatch: Dispatch;
  handleAsset: (request: Request) => Promise<Response>;
  core: Core | null;
  trouble: string | null;
  close: () => Promise<void>;
}

/** Calls that end the core they were made to: it does not wait for them. */
const REPLACING = new Set(['backups.restore', 'recovery.rebuild', 'recovery.startEmpty', 'recovery.retry']);
const CALLS_SETTLE_WITHIN_MS = 5_000;

/**
 * Opens a core and stands for it. A database that is damaged or has gone leads to recovery instead of an error: only what
 * restores or rebuilds it answers then. When a backup is restored the core is closed and another one opened, behind the
 * same calls and events. Throws what createCore throws otherwise.
 */
export async function createCoreHost(options: CoreHostOptions): Promise<HostedCore> {
  const host = new CoreHost(options);
  await host.open();
  return host;
}

class CoreHost implements HostedCore {
  readonly events: EventBus;
  readonly #options: CoreHostOptions;
  readonly #backups: BackupService;
  readonly #calls = new Set<Promise<Reply>>();
  #occupant: Occupant | null = null;
  /** Settles when whatever replaces the core is done; calls wait for it. */
  #turn: Promise<unknown> = Promise.resolve();
  #isStarted = false;
  #isClosed = false;

  constructor(options: CoreHostOptions) {
    this.#options = options;
    this.events = createEventBus(options.ports.logger);
    this.#backups = new BackupService({
      databasePath: path.join(options.dataDir, 'metarr.sqlite'),
      threadUrl: new URL('./backup-thread.js', options.workerUrl),
      clock: options.ports.clock,
      onChanged: () => {
        this.events.publish({ name: 'backups.changed', payload: {} });
      },
    });
  }

  async open(mayBeginAnew = false): Promise<void> {
    try {
      this.#occupant = await this.#openCore(mayBeginAnew);
    } catch (error) {
      if (!isDatabaseTrouble(error)) throw error;
      this.#occupant = this.#openRecovery(error);
    }
  }

  get trouble(): string | null {
    return this.#occupant?.trouble ?? null;
  }

  readonly dispatch: Dispatch = async (method, input, caller) => {
    await this.#turn;
    const call = this.#present.dispatch(method, input, caller);
    if (!REPLACING.has(method)) {
      this.#calls.add(call);
      void call.finally(() => this.#calls.delete(call));
    }
    const reply = await call;
    if (!reply.ok && reply.error.code === 'database_damaged') this.#recover(reply.error.message);
    return reply;
  };

  readonly handleAsset = async (request: Request): Promise<Response> => {
    await this.#turn;
    return this.#present.handleAsset(request);
  };

  onEvent(listener: Parameters<Core['onEvent']>[0]): () => void {
    return this.events.on(listener);
  }

  async addLibraryFolders(paths: readonly string[]): Promise<void> {
    await this.#turn;
    if (paths.length > 0) await this.#core.addLibraryFolders(paths);
  }

  createSample(): { path: string; jobId: number } {
    return this.#core.createSample();
  }

  async start(): Promise<void> {
    this.#isStarted = true;
    await this.#start();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#turn.catch(() => undefined);
    await this.#occupant?.close();
  }

  get #present(): Occupant {
    if (this.#occupant === null) throw new CoreError('not_available', 'Metarr is starting.');
    return this.#occupant;
  }

  get #core(): Core {
    const { core, trouble } = this.#present;
    if (core === null) throw new CoreError('recovery_mode', trouble ?? 'There is no database to work with.');
    return core;
  }

  /** Settles what was interrupted. Damage that shows only now leads to recovery as well. */
  async #start(): Promise<void> {
    try {
      await this.#occupant?.core?.start();
    } catch (error) {
      if (!isDatabaseTrouble(error)) throw error;
      await this.#occupant?.close();
      this.#occupant = this.#openRecovery(error);
    }
  }

  async #openCore(mayBeginAnew: boolean): Promise<Occupant> {
    const core = await createCore({
      ...this.#options,
      events: this.events,
      mayBeginAnew,
      lifecycle: {
        reopen: () => this.#replace(),
        onDamaged: (message) => {
          this.#recover(message);
        },
      },
    });
    return {
      dispatch: core.dispatch,
      handleAsset: (request) => core.handleAsset(request),
      core,
      trouble: null,
      close: () => core.close(),
    };
  }

  #openRecovery(error: unknown): Occupant {
    const { dataDir, ports, version } = this.#options;
    const unlock = lockInstance(dataDir);
    const message = error instanceof Error ? error.message : String(error);
    const reason: RecoveryState['reason'] = error instanceof MissingDatabaseError ? 'missing' : 'damaged';
    ports.logger.error({ error }, 'There is no database to work with');
    const handlers = createRecoveryHandlers({
      reason,
      message,
      backups: this.#backups,
      shell: ports.shell,
      info: () => ({
        version,
        mode: ports.mode,
        dataDir,
        canDropFolders: ports.mode === 'desktop',
        pathSeparator: path.sep,
      }),
      countManifests: () => countManifests(dataDir),
      restart: {
        withBackup: () => this.#replace(),
        rebuilt: () => this.#rebuild(),
        empty: () =>
          this.#replace({
            mayBeginAnew: true,
            work: () => {
              keepDatabase(this.#backups.databasePath, this.#backups.folder, this.#backups.nextKeptName());
              return Promise.resolve();
            },
          }),
        asIs: () => this.#replace(),
      },
    });
    return {
      dispatch: createDispatcher(handlers, ports.logger, { checkOutputs: this.#options.checkOutputs ?? false }),
      // Not found rather than unavailable: over HTTP the window's own files are looked for after that.
      handleAsset: () => Promise.resolve(new Response(null, { status: 404 })),
      core: null,
      trouble: message,
      close: () => {
        unlock();
        return Promise.resolve();
      },
    };
  }

  async #rebuild(): Promise<{ items: number }> {
    let items = 0;
    const { dataDir, workerUrl, version } = this.#options;
    const work = async (): Promise<void> => {
      const report = await rebuildWithWorkers({
        dataDir,
        workerUrl,
        appVersion: version,
        onProgress: (done, total) => {
          this.events.publish({ name: 'recovery.progressed', payload: { done, total } });
        },
      });
      items = report.items;
    };
    await this.#replace({ work });
    return { items };
  }

  /**
   * Closes what is there, does `work` with the data directory to itself, and opens what lies there then. Rejects with what
   * `work` rejects with; something is open afterwards all the same.
   */
  #replace(how: { mayBeginAnew?: boolean; work?: () => Promise<void> } = {}): Promise<void> {
    const done = this.#turn.then(async () => {
      if (this.#isClosed) throw new CoreError('cancelled', 'Metarr is closing.');
      await Promise.race([Promise.allSettled(this.#calls), pause(CALLS_SETTLE_WITHIN_MS, undefined, { ref: false })]);
      await this.#occupant?.close();
      try {
        if (how.work !== undefined) await this.#alone(how.work);
      } finally {
        await this.#openAgain(how.mayBeginAnew ?? false);
      }
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Nobody is at the door to be told why it could not be opened: whatever it is, it is shown in recovery. */
  async #openAgain(mayBeginAnew: boolean): Promise<void> {
    try {
      await this.open(mayBeginAnew);
      if (this.#isStarted) await this.#start();
    } catch (error) {
      this.#occupant = this.#openRecovery(error);
    }
    this.#announce();
  }

  #announce(): void {
    this.events.publish({ name: 'core.restarted', payload: {} });
    // For those that follow one thing only, such as the application's menu.
    this.events.publish({ name: 'settings.changed', payload: {} });
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    const unlock = lockInstance(this.#options.dataDir);
    try {
      await work();
    } finally {
      unlock();
    }
  }

  /** A running core found its database damaged. Whatever it still writes would make it worse. */
  #recover(message: string): void {
    if (this.#occupant?.core === null || this.#isClosed) return;
    this.#turn = this.#turn.then(async () => {
      if (this.#occupant?.core === null || this.#isClosed) return;
      await this.#occupant?.close().catch((error: unknown) => {
        this.#options.ports.logger.error({ error }, 'The core did not close cleanly');
      });
      this.#occupant = this.#openRecovery(new CoreError('database_damaged', message));
      this.#announce();
    });
  }
}
