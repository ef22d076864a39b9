import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ChangeGatherer, type ChangedFolder, type GatherOptions } from './watch-changes.ts';
import { type OpenWatch, watchByEvents } from './watch-events.ts';
import { isNetworkFolder } from './watch-network.ts';
import { FolderPoller } from './watch-poll.ts';

/** `events`: told by the system. `polling`: looked at every minute. `failed`: not watched, for the reason that comes along. */
export type WatchState = 'events' | 'polling' | 'failed';

export interface WatchHandlers {
  onState: (state: WatchState, reason: string | null) => void;
  /** Null: too many to name, or the folder was away for a while. */
  onChanges: (folders: ChangedFolder[] | null) => void;
  /** What was reported is complete: no file of it is still being written. */
  onSettled: () => void;
}

export interface WatchOptions {
  root: string;
  /** `auto` looks again and again where the system does not tell of changes: on network shares. */
  mode: 'auto' | 'poll';
  /** True for folders, by name, that are never looked at. */
  isIgnoredFolder: (name: string) => boolean;
  pollMs?: number;
  /** How often is looked whether the folder is there, and is still the same. */
  guardMs?: number;
  gather?: Pick<GatherOptions, 'quietMs' | 'atMostMs' | 'growthMs' | 'maxFolders'>;
  openWatch?: OpenWatch;
}

const POLL_MS = 60_000;
const GUARD_MS = 15_000;
/** The system has no more watches, or no more handles, to give. */
const EXHAUSTED = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Watches one library's folder as well as can be: by the system's events, else by looking again and again. Comes back by
 * itself when the folder was away, as a drive that was unplugged or a share that was not mounted.
 */
export class FolderWatcher {
  readonly #options: WatchOptions;
  readonly #handlers: WatchHandlers;
  readonly #gatherer: ChangeGatherer;
  #open: { close: () => Promise<void> } | null = null;
  #pollTimer: NodeJS.Timeout | null = null;
  /** Counts beginnings: what belongs to an earlier one goes no further. */
  #run = 0;
  readonly #guard: NodeJS.Timeout;
  /** Device and inode of the folder as it is watched; null while it is not there. */
  #identity: string | null = null;
  /** Since the system had no more to give; it is not asked again. */
  #givingUp: Promise<void> | null = null;
  #isClosed = false;
  #isGuarding = false;

  constructor(options: WatchOptions, handlers: WatchHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#gatherer = new ChangeGatherer({
      ...options.gather,
      onChanges: (folders) => {
        handlers.onChanges(folders);
      },
      onSettled: () => {
        handlers.onSettled();
      },
    });
    this.#guard = setInterval(() => {
      void this.#check();
    }, options.guardMs ?? GUARD_MS);
  }

  /** Resolves when watching has begun, or has failed. */
  async start(): Promise<void> {
    this.#identity = await identityOf(this.#options.root);
    if (this.#isClosed) return;
    if (this.#identity === null) {
      this.#handlers.onState('failed', `${this.#options.root} cannot be found.`);
      return;
    }
    const isPolled = this.#options.mode === 'poll' || (await isNetworkFolder(this.#options.root));
    if (isPolled || this.#givingUp !== null) await this.#poll(null);
    else await this.#watch();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#guard);
    this.#gatherer.close();
    await this.#stop();
  }

  #watch(): Promise<void> {
    return new Promise((resolve) => {
      const open = this.#options.openWatch ?? watchByEvents;
      this.#open = open(this.#options.root, (path) => this.#options.isIgnoredFolder(basename(path)), {
        onFile: (path) => {
          this.#gatherer.file(path);
        },
        onFolder: (path) => {
          this.#gatherer.folder(path, true);
        },
        onReady: () => {
          if (!this.#isClosed && this.#givingUp === null) this.#handlers.onState('events', null);
          resolve();
        },
        onError: (error) => {
          if (!EXHAUSTED.has(error.code ?? '')) return;
          // It is said of every folder there is; once is enough.
          this.#givingUp ??= this.#giveUpEvents(error.code ?? '');
          void this.#givingUp.then(resolve);
        },
      });
    });
  }

  async #giveUpEvents(code: string): Promise<void> {
    await this.#stop();
    const limit =
      code === 'ENOSPC'
        ? 'The system allows no more watched folders (fs.inotify.max_user_watches)'
        : 'The system allows no more open files';
    await this.#poll(`${limit}, so this one is looked at once a minute instead.`);
  }

  async #poll(reason: string | null): Promise<void> {
    if (this.#isClosed) return;
    const { root, isIgnoredFolder, pollMs = POLL_MS } = this.#options;
    const poller = new FolderPoller(root, (path) => isIgnoredFolder(basename(path)));
    const run = this.#run;
    const look = async (): Promise<void> => {
      await poller.look((path, isDeep) => {
        this.#gatherer.folder(path, isDeep);
      });
      // The next look comes a while after this one has ended, however long it took.
      if (run === this.#run) this.#pollTimer = setTimeout(() => void look(), pollMs);
    };
    await look();
    if (run !== this.#run) return;
    this.#handlers.onState('polling', reason);
  }

  async #stop(): Promise<void> {
    this.#run += 1;
    if (this.#pollTimer !== null) clearTimeout(this.#pollTimer);
    this.#pollTimer = null;
    const open = this.#open;
    this.#open = null;
    await open?.close();
  }

  /** Events end with the folder they were asked for, and nothing tells of a disk that is mounted over it. */
  async #check(): Promise<void> {
    if (this.#isGuarding) return;
    this.#isGuarding = true;
    const identity = await identityOf(this.#options.root);
    if (identity !== this.#identity && !this.#isClosed) {
      await this.#stop();
      await this.start();
      if (identity !== null) this.#handlers.onChanges(null);
    }
    this.#isGuarding = false;
  }
}

async function identityOf(folder: string): Promise<string | null> {
  try {
    const stats = await stat(folder);
    return stats.isDirectory() ? `${String(stats.dev)}:${String(stats.ino)}` : null;
  } catch {
    return null;
  }
}
